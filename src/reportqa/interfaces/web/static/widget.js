"use strict";(()=>{var p=class extends Error{constructor(n){super(n);this.fault=n}};async function j(t,e,n,r){let i=await C(fetch(`${t}/api/ask/stream`,{method:"POST",headers:{"Content-Type":"application/json",Accept:"text/event-stream"},body:JSON.stringify(e),credentials:"omit",referrerPolicy:"no-referrer",signal:r}),r);if(!i.ok||!i.body)throw new p(L(i.status));let s=i.body.pipeThrough(new TextDecoderStream).getReader(),o="";for(;;){let{value:d,done:c}=await C(s.read(),r);if(c)throw new p("unreachable");o=(o+d).replaceAll(`\r
`,`
`);let l=o.split(`

`);o=l.pop()??"";for(let m of l){let{name:g,data:S}=R(m);if(g==="text"&&n(S.delta),g==="error")throw new p(L(S.status));if(g==="answer")return s.cancel(),S}}}async function C(t,e){try{return await t}catch(n){throw e.aborted?n:new p("unreachable")}}function L(t){return t===429||t===503?"busy":t===401||t===403?"denied":t===413||t===422?"untaken":"failed"}function R(t){let e="message",n="";for(let r of t.split(`
`))r.startsWith("event: ")&&(e=r.slice(7)),r.startsWith("data: ")&&(n+=r.slice(6));return{name:e,data:n?JSON.parse(n):{}}}function a(t,e={},...n){let r=document.createElement(t);for(let[i,s]of Object.entries(e))s!==!1&&s!==void 0&&r.setAttribute(i,s===!0?"":s);return r.append(...n.filter(i=>i!=null)),r}function u(t,e,n={}){let r=a("button",{type:"button",...n},t);return r.addEventListener("click",e),r}var B="http://www.w3.org/2000/svg",f=26,v=118,M=300;function $(t,e,n){let r=t.series[0];if(!r)return a("div");let i=new Intl.NumberFormat(n==="en"?"en-GB":"nb-NO"),s=t.labels.map((c,l)=>({label:c,value:r.values[l]??0})),o=[r.name,t.unit].filter(Boolean).join(", "),d=a("table",{},a("caption",{},o),a("tbody",{},...s.map(({label:c,value:l})=>a("tr",{},a("th",{scope:"row"},c),a("td",{},i.format(l))))));return a("figure",{class:"chart"},a("figcaption",{"aria-hidden":"true"},o),K(s,c=>i.format(c)),a("details",{},a("summary",{},e.figures),d))}function K(t,e){let n=Math.max(...t.map(s=>Math.abs(s.value)),1),r=M-v-46,i=b("svg",{viewBox:`0 0 ${M} ${t.length*f}`,"aria-hidden":"true",focusable:"false"});return t.forEach(({label:s,value:o},d)=>{let c=Math.abs(o)/n*r,l=d*f+f/2,m=s.length>18?`${s.slice(0,17)}…`:s;i.append(b("text",{x:v-6,y:l,class:"name"},m),b("rect",{x:v,y:d*f+4,width:c,height:f-8,rx:2}),b("text",{x:v+c+5,y:l},e(o)))}),i}function b(t,e,n=""){let r=document.createElementNS(B,t);for(let[i,s]of Object.entries(e))r.setAttribute(i,String(s));return r.append(n),r}function q(t,e){let n=encodeURIComponent(e.report);return`${t}/report/${n}#c${e.start}-${e.end}`}function A(t,e){return[t.measure!==null?`${e.measure} ${t.measure}`:t.report,...t.section,`${e.page} ${t.page}`,t.footnote!==null?`${e.footnote} ${t.footnote}`:""].filter(Boolean).join(", ")}function H(t,e,n){let r=a("div",{class:"said",lang:t.language}),i=a("p");r.append(i);for(let s of t.text.split(/(\[\d+\])/)){let o=t.citations.find(d=>`[${d.number}]`===s);o?i.append(U(o,r,e,n)):i.append(s)}return r}function U(t,e,n,r){let i=`${r.source} ${t.number}`,s=u(String(t.number),()=>c(),{class:"cite","aria-expanded":"false","aria-label":i}),o=null,d=()=>{o?.remove(),o=null,s.setAttribute("aria-expanded","false")},c=()=>{if(o)return d();for(let l of e.querySelectorAll("[aria-expanded=true]"))l.click();o=a("div",{class:"pop",role:"group","aria-label":i,tabindex:"-1"},a("p",{class:"place"},A(t,r)),a("blockquote",{lang:"no"},t.quote),N(t,n,`${r.read} ${r.newTab}`),u(r.hide,()=>{d(),s.focus()})),o.addEventListener("keydown",l=>{l.key==="Escape"&&(l.stopPropagation(),d(),s.focus())}),e.append(o),s.setAttribute("aria-expanded","true"),o.focus()};return s}function O(t,e,n){return t.citations.length===0?null:a("div",{class:"sources"},a("h3",{},n.sources),a("ol",{},...t.citations.map(r=>a("li",{},N(r,e,A(r,n)),a("span",{class:"tab"},` ${n.newTab}`)))))}function N(t,e,n){return a("a",{href:q(e,t),target:"_blank",rel:"noopener noreferrer"},n)}function P(t,e,n){let r=t.citations.map(i=>`[${i.number}] ${i.report}, ${A(i,n)}: «${i.quote}» ${q(e,i)}`);return[t.text,...r.length?["",`${n.sources}:`,...r]:[]].join(`
`)}var k=class{constructor(e,n){this.question=e;this.around=n;this.streamed=a("p",{"aria-hidden":"true"},n.texts.searching),this.body=a("div",{class:"answer"},this.streamed);let r=a("p",{},a("span",{class:"hidden"},`${n.texts.you}: `),e);this.element=a("article",{class:"turn"},a("div",{class:"asked"},r),this.body)}element;body;streamed;stream(e){this.streamed.textContent=e}show(e){let{server:n,texts:r}=this.around,i=[H(e,n,r),e.chart?$(e.chart,r,e.language):null,O(e,n,r),this.suggestions(e),this.actions(e)];this.body.replaceChildren(...i.filter(s=>s!==null))}fail(e,n){this.body.replaceChildren(a("div",{class:"error"},a("p",{role:"alert"},e),u(this.around.texts.retry,n)))}remove(){this.element.remove()}suggestions(e){if(!e.suggestions?.length)return null;let n=e.suggestions.map(r=>a("li",{},u(r,()=>this.around.askAgain(r),{lang:e.language})));return a("div",{class:"suggestions"},a("h3",{},this.around.texts.suggestions),a("ul",{},...n))}actions(e){let{server:n,texts:r,announce:i,feedback:s}=this.around,o=u(r.copy,()=>{navigator.clipboard.writeText(P(e,n,r)).then(()=>i(r.copied))}),d=[!0,!1].map(l=>u(l?r.useful:r.notUseful,()=>{d.forEach((m,g)=>m.setAttribute("aria-pressed",String(g===0===l))),s(e,l),i(r.thanks)},{"aria-pressed":"false"})),c=a("div",{role:"group","aria-label":r.feedback},...d);return a("div",{class:"actions"},navigator.clipboard?o:null,c)}};var I=`
:host {
  --ink: var(--reportqa-ink, var(--ds-color-neutral-text-default, light-dark(#1b1f24, #eceff2)));
  --paper: var(--reportqa-paper, var(--ds-color-neutral-background-default, light-dark(#fff, #171b20)));
  --soft: var(--reportqa-soft, var(--ds-color-neutral-background-tinted, light-dark(#f1f4f7, #232a31)));
  --line: var(--reportqa-line, var(--ds-color-neutral-border-default, light-dark(#66717c, #94a0ab)));
  --accent: var(--reportqa-accent, var(--ds-color-accent-base-default, light-dark(#0a4f8f, #8cc4ff)));
  --accent-ink: var(--reportqa-accent-ink, var(--ds-color-accent-base-contrast-default, light-dark(#fff, #0c2033)));
  --radius: var(--reportqa-radius, var(--ds-border-radius-md, 6px));
  all: initial;
  display: block;
  color-scheme: light dark;
}
/* Set here and not on the host, where the page's own rules could win. */
.panel, .launcher {
  font: 1rem/1.5 var(--reportqa-font, var(--ds-font-family, system-ui, "Segoe UI", sans-serif));
  color: var(--ink);
}
:host(:not([inline])) { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483000; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button, textarea { font: inherit; color: inherit; }
button { min-height: 32px; min-width: 32px; padding: .3rem .75rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); cursor: pointer; }
button:hover { background: var(--soft); }
.launcher.launcher, form button { font-weight: 600; color: var(--accent-ink); background: var(--accent); border-color: transparent; }
.launcher:hover, form button:hover { background: var(--accent); text-decoration: underline; }
.launcher { display: block; margin-inline-start: auto; padding: .75rem 1.25rem; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
.launcher[aria-expanded=true] { display: none; }
.panel { display: flex; flex-direction: column; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
:host(:not([inline])) .panel { width: min(27rem, calc(100vw - 2rem)); height: min(40rem, calc(100vh - 2rem)); box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
:host([inline]) .panel { max-height: var(--reportqa-height, 44rem); }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .6rem .9rem; border-block-end: 1px solid var(--line); background: var(--soft); }
h2 { flex: 1 1 8rem; margin: 0; font-size: 1.1rem; line-height: 1.3; }
h3 { margin: .9rem 0 .25rem; font-size: .95rem; }
p { margin: 0 0 .5rem; }
.log { flex: 1 1 auto; min-height: 6rem; overflow-y: auto; padding: .9rem; overflow-wrap: anywhere; }
.log:focus-visible { outline-offset: -3px; }
.turn + .turn { margin-block-start: 1.5rem; }
.asked { margin-inline-start: 12%; padding: .5rem .8rem; border-radius: var(--radius); background: var(--soft); width: fit-content; margin-inline-start: auto; max-width: 88%; }
.asked p { margin: 0; }
.answer { margin-block-start: .75rem; }
.said p { white-space: pre-line; }
.cite { min-height: 24px; min-width: 24px; padding: 0 .3rem; margin: 0 .15rem; font-size: .8rem; font-weight: 600; line-height: 1.4; vertical-align: baseline; color: var(--accent); border-color: var(--accent); }
.cite[aria-expanded=true] { color: var(--accent-ink); background: var(--accent); }
.pop { border: 1px solid var(--accent); border-inline-start-width: 4px; border-radius: var(--radius); padding: .6rem .8rem; margin: .25rem 0 .75rem; background: var(--soft); }
.place { font-size: .875rem; }
blockquote { margin: 0 0 .6rem; max-height: 12rem; overflow-y: auto; }
blockquote::before { content: "«"; }
blockquote::after { content: "»"; }
.pop button { margin-inline-start: .75rem; }
a { color: var(--accent); display: inline-block; min-height: 24px; }
ol, ul { margin: 0; padding-inline-start: 1.5rem; }
.sources { font-size: .9rem; }
.tab { font-size: .8rem; }
.suggestions ul { list-style: none; padding: 0; display: grid; gap: .4rem; }
.suggestions button { text-align: start; width: 100%; }
.actions, .actions div { display: flex; flex-wrap: wrap; gap: .4rem; }
.actions { margin-block-start: .75rem; font-size: .875rem; }
[aria-pressed=true] { background: var(--accent); color: var(--accent-ink); }
.error { border: 2px solid var(--reportqa-danger, var(--ds-color-danger-border-default, light-dark(#b3251e, #ff9d94))); border-radius: var(--radius); padding: .6rem .8rem; }
.status { margin: 0; padding: 0 .9rem; min-height: 1.5rem; font-size: .85rem; }
form { padding: .5rem .9rem .9rem; border-block-start: 1px solid var(--line); }
label { font-weight: 600; font-size: .9rem; }
.row { display: flex; gap: .5rem; align-items: flex-end; margin-block-start: .25rem; }
textarea { flex: 1 1 auto; min-width: 0; padding: .5rem .6rem; border: 2px solid var(--line); border-radius: var(--radius); background: var(--paper); resize: vertical; field-sizing: content; max-height: 8rem; }
.chart { margin: .5rem 0; }
figcaption { font-size: .85rem; font-weight: 600; }
svg { width: 100%; max-width: 26rem; height: auto; font-size: 12px; fill: currentColor; }
svg text { dominant-baseline: central; }
svg .name { text-anchor: end; }
rect { fill: var(--accent); }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: start; font-weight: 600; }
th, td { padding: .2rem .75rem .2rem 0; text-align: start; border-block-end: 1px solid var(--line); }
td { text-align: end; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; min-height: 24px; font-size: .9rem; }
@media (max-width: 30rem) {
  :host(:not([inline])) { inset-inline: .5rem; inset-block-end: .5rem; }
  :host(:not([inline])) .panel { width: 100%; height: calc(100dvh - 1rem); }
}
@media (prefers-reduced-motion: no-preference) { .log { scroll-behavior: smooth; } }
@media (forced-colors: active) {
  button, .panel, .pop, .asked { border: 1px solid ButtonText; }
  rect { fill: CanvasText; }
  [aria-pressed=true], .cite[aria-expanded=true] { outline: 2px solid Highlight; }
}
@media print { :host(:not([inline])) { display: none; } }
`,x=null;function z(){return x||(x=new CSSStyleSheet,x.replaceSync(I)),x}var y={title:"Spør rapporten",open:"Spør rapporten",close:"Lukk",fresh:"Ny samtale",log:"Samtale",label:"Spørsmålet ditt",placeholder:"Skriv et spørsmål",send:"Spør",welcome:"Spør om innholdet i rapporten. Hvert svar viser hvor det står.",you:"Du spurte",searching:"Leter i rapporten …",ready:t=>t===1?"Svaret er klart, 1 kilde.":`Svaret er klart, ${t} kilder.`,sources:"Kilder",source:"Kilde",measure:"tiltak",page:"side",footnote:"fotnote",read:"Les i rapporten",newTab:"(ny fane)",hide:"Skjul kilden",suggestions:"Dette svarer rapporten på",figures:"Tallene i figuren",copy:"Kopier svaret",copied:"Svaret er kopiert.",useful:"Nyttig",notUseful:"Ikke nyttig",thanks:"Takk for tilbakemeldingen.",feedback:"Var svaret nyttig?",unreachable:"Får ikke kontakt med tjenesten. Sjekk nettet og prøv igjen.",busy:"Tjenesten har mye å gjøre akkurat nå. Prøv igjen om litt.",denied:"Denne siden har ikke tilgang til tjenesten.",untaken:"Spørsmålet kan ikke besvares slik det står. Prøv å skrive det på en annen måte.",failed:"Noe gikk galt hos tjenesten. Prøv igjen.",retry:"Prøv igjen"},F={...y,title:"Spør rapporten",close:"Lukk",fresh:"Ny samtale",label:"Spørsmålet ditt",placeholder:"Skriv eit spørsmål",welcome:"Spør om innhaldet i rapporten. Kvart svar viser kvar det står.",you:"Du spurde",searching:"Leitar i rapporten …",ready:t=>t===1?"Svaret er klart, 1 kjelde.":`Svaret er klart, ${t} kjelder.`,sources:"Kjelder",source:"Kjelde",hide:"Skjul kjelda",suggestions:"Dette svarar rapporten på",figures:"Tala i figuren",copied:"Svaret er kopiert.",notUseful:"Ikkje nyttig",thanks:"Takk for tilbakemeldinga.",unreachable:"Får ikkje kontakt med tenesta. Sjekk nettet og prøv igjen.",busy:"Tenesta har mykje å gjere akkurat no. Prøv igjen om litt.",denied:"Denne sida har ikkje tilgang til tenesta.",untaken:"Spørsmålet kan ikkje svarast på slik det står. Prøv å skrive det på ein annan måte.",failed:"Noko gjekk gale hos tenesta. Prøv igjen."},W={title:"Ask the report",open:"Ask the report",close:"Close",fresh:"New conversation",log:"Conversation",label:"Your question",placeholder:"Write a question",send:"Ask",welcome:"Ask about what the report says. Each answer shows where it stands.",you:"You asked",searching:"Looking in the report …",ready:t=>t===1?"The answer is ready, 1 source.":`The answer is ready, ${t} sources.`,sources:"Sources",source:"Source",measure:"measure",page:"page",footnote:"footnote",read:"Read it in the report",newTab:"(new tab)",hide:"Hide the source",suggestions:"The report does answer",figures:"The figures of the chart",copy:"Copy the answer",copied:"The answer is copied.",useful:"Useful",notUseful:"Not useful",thanks:"Thank you for the feedback.",feedback:"Was the answer useful?",unreachable:"The service can't be reached. Check the network and try again.",busy:"The service is busy just now. Try again in a moment.",denied:"This page has no access to the service.",untaken:"The question can't be taken as it stands. Try to put it another way.",failed:"Something went wrong at the service. Try again.",retry:"Try again"},V={nb:y,nn:F,en:W,no:y};function w(t){return V[t.toLowerCase().split("-")[0]??""]??y}var Y=20,_=1e3,T=class extends HTMLElement{texts;root=this.attachShadow({mode:"open"});history=[];running=null;log;status;live;input;panel;launcher=null;connectedCallback(){if(this.root.childNodes.length)return;this.root.adoptedStyleSheets=[z()];let e=this.getAttribute("language")??this.closest("[lang]")?.getAttribute("lang");this.texts=w(e??"nb"),this.lang=this.texts===w("en")?"en":this.texts===w("nn")?"nn":"nb",this.panel=this.makePanel(),this.hasAttribute("inline")||(this.panel.hidden=!0,this.launcher=u(this.texts.open,()=>this.toggle(),{class:"launcher","aria-expanded":"false","aria-controls":"panel"}),this.root.append(this.launcher)),this.root.append(this.panel)}disconnectedCallback(){this.running?.abort()}ask(e){this.answer(e.trim())}get server(){return(this.getAttribute("server")??"").replace(/\/$/,"")}makePanel(){let e=this.texts;this.log=a("div",{class:"log",role:"log","aria-label":e.log,"aria-live":"off",tabindex:"0"}),this.status=a("p",{class:"status",role:"status"}),this.live=a("div",{class:"hidden","aria-live":"polite"}),this.input=a("textarea",{id:"question",rows:"1",maxlength:"2000",placeholder:e.placeholder,autocomplete:"off"}),this.input.addEventListener("keydown",s=>{s.key==="Enter"&&!s.shiftKey&&!s.isComposing&&(s.preventDefault(),this.submit())});let n=a("form",{},a("label",{for:"question"},e.label),a("div",{class:"row"},this.input,a("button",{type:"submit"},e.send)));n.addEventListener("submit",s=>{s.preventDefault(),this.submit()});let r=a("div",{class:"bar"},a("h2",{},e.title),u(e.fresh,()=>this.fresh()));this.hasAttribute("inline")||r.append(u(e.close,()=>this.toggle(!1))),this.welcome();let i=a("section",{id:"panel",class:"panel","aria-label":e.title},r,this.log,this.status,this.live,n);return i.addEventListener("keydown",s=>{s.key==="Escape"&&this.launcher&&this.toggle(!1)}),i}toggle(e=this.panel.hidden){this.panel.hidden=!e,this.launcher?.setAttribute("aria-expanded",String(e)),(e?this.input:this.launcher)?.focus()}fresh(){this.running?.abort(),this.history.length=0,this.log.replaceChildren(),this.welcome(),this.status.textContent="",this.input.focus()}welcome(){this.log.append(a("p",{class:"welcome"},this.texts.welcome))}submit(){let e=this.input.value.trim();if(!e)return this.input.focus();this.input.value="",this.answer(e)}async answer(e){if(!e)return;this.running?.abort();let n=this.running=new AbortController,r=new k(e,{server:this.server,texts:this.texts,askAgain:i=>void this.answer(i),announce:i=>this.status.textContent=i,feedback:(i,s)=>this.feedback(i,s)});this.log.append(r.element),this.log.setAttribute("aria-busy","true"),this.status.textContent=this.texts.searching,r.element.scrollIntoView({block:"nearest"});try{let i=await this.streamed(r,e,n.signal);r.show(i),this.history.push({question:e}),this.status.textContent=this.texts.ready(i.citations.length),this.announce(i.text)}catch(i){if(n.signal.aborted)return r.remove();this.status.textContent="";let s=i instanceof p?i.fault:"failed";r.fail(this.texts[s],()=>{r.remove(),this.input.focus(),this.answer(e)})}finally{this.running===n&&this.log.removeAttribute("aria-busy")}r.element.scrollIntoView({block:"nearest"})}streamed(e,n,r){let i="",s=this.getAttribute("report")??void 0,o={question:n,history:this.history.slice(-Y),report:s};return j(this.server,o,d=>e.stream(i+=d),r)}announce(e){this.live.textContent=e,setTimeout(()=>{this.live.textContent===e&&(this.live.textContent="")},_)}feedback(e,n){this.dispatchEvent(new CustomEvent("reportqa:feedback",{bubbles:!0,composed:!0,detail:{useful:n,question:e.question,answer:e}}))}};var h=document.currentScript;function D(){if(!h||h.dataset.launcher==="none")return;let t=document.createElement("reportqa-chat");for(let e of["language","report"]){let n=h.dataset[e];n&&t.setAttribute(e,n)}h.dataset.inline!==void 0?(t.setAttribute("inline",""),h.after(t)):document.body.append(t)}var E=class extends T{connectedCallback(){!this.hasAttribute("server")&&h&&this.setAttribute("server",h.dataset.server??new URL(h.src).origin),super.connectedCallback()}};customElements.get("reportqa-chat")||customElements.define("reportqa-chat",E);document.body?D():document.addEventListener("DOMContentLoaded",D);})();
