"use strict";(()=>{var f=class extends Error{constructor(n){super(n);this.fault=n}},M={credentials:"omit",referrerPolicy:"no-referrer"},Y=2,G=5;async function j(r,e,n){let t=new URLSearchParams({language:e,...n?{report:n}:{}}),i=await fetch(`${r}/api/examples?${t}`,M);return i.ok?i.json():[]}async function O(r,e,n,t){let i=()=>fetch(`${r}/api/ask/stream`,{...M,method:"POST",headers:{"Content-Type":"application/json",Accept:"text/event-stream"},body:JSON.stringify(e),signal:t}),o=await S(i(),t);for(let l=0;l<Y&&o.status===503;l++){let a=Math.min(Number(o.headers.get("Retry-After"))||1,G);await new Promise(p=>setTimeout(p,a*1e3)),o=await S(i(),t)}if(!o.ok||!o.body)throw new f($(o.status));let d=o.body.pipeThrough(new TextDecoderStream).getReader(),c="";for(;;){let{value:l,done:a}=await S(d.read(),t);if(a)throw new f("unreachable");c=(c+l).replaceAll(`\r
`,`
`);let p=c.split(`

`);c=p.pop()??"";for(let g of p){let{name:h,data:m}=V(g);if(h==="text"&&n(m.delta),h==="error")throw new f($(m.status));if(h==="answer")return d.cancel(),m}}}async function S(r,e){try{return await r}catch(n){throw e.aborted?n:new f("unreachable")}}function $(r){return r===429||r===503?"busy":r===401||r===403?"denied":r===413||r===422?"untaken":"failed"}function V(r){let e="message",n="";for(let t of r.split(`
`))t.startsWith("event: ")&&(e=t.slice(7)),t.startsWith("data: ")&&(n+=t.slice(6));return{name:e,data:n?JSON.parse(n):{}}}function s(r,e={},...n){let t=document.createElement(r);for(let[i,o]of Object.entries(e))o!==!1&&o!==void 0&&t.setAttribute(i,o===!0?"":o);return t.append(...n.filter(i=>i!=null)),t}function u(r,e,n={}){let t=s("button",{type:"button",...n},r);return t.addEventListener("click",e),t}var J="http://www.w3.org/2000/svg",v=26,X=7,Z=16,H=44,N=300;function P(r,e,n){let t=r.series[0];if(!t)return s("div");let i=new Intl.NumberFormat(n.code==="en"?"en-GB":"nb-NO"),o=r.labels.map((l,a)=>({label:l,value:t.values[a]??0})),d=ee(r,t.name,e,n),c=s("table",{},s("caption",{class:"hidden"},d),s("tbody",{},...o.map(({label:l,value:a})=>s("tr",{},s("th",{scope:"row"},l),s("td",{},i.format(a))))));return s("figure",{class:"chart"},s("figcaption",{"aria-hidden":"true"},d),te(o,l=>i.format(l)),s("details",{},s("summary",{},n.figures),c))}function ee(r,e,n,t){let i=new Set(n.citations.map(a=>a.measure)),[o]=i,[d,c]=[r.labels[0]??"",r.labels.at(-1)??""],l=/^\d{4}$/.test(d)&&/^\d{4}$/.test(c);return[e,r.unit,i.size===1&&o!=null?`${t.measure} ${o}`:"",l?`${d}–${c}`:""].filter(Boolean).join(", ")}function te(r,e){let n=Math.max(...r.map(a=>Math.abs(a.value)),1),t=Math.max(...r.map(a=>a.label.length)),i=t>Z,[o,d]=i?[0,2*v-8]:[t*X+10,v],c=N-o-46,l=x("svg",{viewBox:`0 0 ${N} ${r.length*d}`,"aria-hidden":"true",focusable:"false"});return r.forEach(({label:a,value:p},g)=>{let h=Math.abs(p)/n*c,m=g*d+(i?v-8:0),L=m+v/2,C=a.length>H?`${a.slice(0,H-1)}…`:a;l.append(i?x("text",{x:0,y:m-5},C):x("text",{x:o-6,y:L,class:"name"},C),x("rect",{x:o,y:m+4,width:h,height:v-8,rx:2}),x("text",{x:o+h+5,y:L},e(p)))}),l}function x(r,e,n=""){let t=document.createElementNS(J,r);for(let[i,o]of Object.entries(e))t.setAttribute(i,String(o));return t.append(n),t}var re=/\s*.+?(?:[.!?](?:\s?\[\d+\])*(?=\s|$)|$)/gs;function k(r){let e=(r.text.match(re)??[]).map(n=>({language:ne(n,r),parts:n.split(/\s*(\[\d+\])/).filter(Boolean)}));return r.status==="ambiguous"?e.map(n=>[n]):[e]}function ne(r,e){let n=R(r);return e.citations.some(i=>{let o=new Set(R(`${i.quote} ${i.measure_title??""}`));return 2*n.filter(d=>o.has(d)).length>n.length})?"nb":e.language}function R(r){return r.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.filter(e=>!/\p{N}/u.test(e))??[]}var z=60;function D(r,e,n){let t=encodeURIComponent(e.report);return`${r}/report/${t}?lang=${n.code}#c${e.start}-${e.end}`}function E(r,e){return[r.measure!==null?`${e.measure} ${r.measure}`:r.report,...r.section,`${e.page} ${r.page}`,r.footnote!==null?`${e.footnote} ${r.footnote}`:""].filter(Boolean).join(", ")}function I(r,e,n){let t=s("div",{class:"said"});for(let i of k(r)){let o=s("div",{class:"line"});t.append(o);for(let{language:d,parts:c}of i){let l=s("span",{lang:d});o.append(l);let a=null;for(let p of c){let g=r.citations.find(m=>`[${m.number}]`===p),h=/^[.,:;!?]*/.exec(p)?.[0]??"";g?(a=s("span",{class:"keep"},ie(g,t,l,e,n)),l.append(a)):(a?.append(h),l.append(a?p.slice(h.length):p))}}}return t}function ie(r,e,n,t,i){let o=`${i.source} ${r.number}`,d=u(String(r.number),()=>a(),{class:"cite",lang:i.code,"aria-expanded":"false","aria-label":o}),c=null,l=()=>{c?.remove(),c=null,d.setAttribute("aria-expanded","false")},a=()=>{if(c)return l();for(let p of e.querySelectorAll("[aria-expanded=true]"))p.click();c=s("div",{class:"pop",role:"group","aria-label":o,tabindex:"-1"},s("p",{class:"place"},E(r,i)),s("blockquote",{lang:"nb"},r.quote),U(r,t,i,i.read),u(i.hide,()=>{l(),d.focus()})),c.addEventListener("keydown",p=>{p.key==="Escape"&&(p.stopPropagation(),l(),d.focus())}),n.after(c),d.setAttribute("aria-expanded","true"),c.focus()};return d}function B(r,e,n){return r.citations.length===0?null:s("div",{class:"sources"},s("h3",{},n.sources),s("ol",{},...r.citations.map(t=>s("li",{},U(t,e,n,E(t,n)),s("q",{lang:"nb"},se(t.quote))))))}function se(r){return r.length<=z?r:`${r.slice(0,r.lastIndexOf(" ",z))} …`}function U(r,e,n,t){return s("a",{href:D(e,r,n),target:"_blank",rel:"noopener noreferrer"},t,s("span",{class:"tab","aria-hidden":"true"},"⁠↗"),s("span",{class:"hidden"},` ${n.newTab}`))}function K(r,e,n){let t=r.citations.map(i=>`[${i.number}] ${i.report}, ${E(i,n)}: «${i.quote}» ${D(e,i,n)}`);return[r.text,...t.length?["",`${n.sources}:`,...t]:[]].join(`
`)}var w=class{constructor(e,n){this.question=e;this.around=n;this.streamed=s("p",{"aria-hidden":"true"},n.texts.searching),this.body=s("div",{class:"answer"},this.streamed);let t=s("p",{},s("span",{class:"hidden"},`${n.texts.you}: `),e);this.element=s("article",{class:"turn"},s("div",{class:"asked"},t),this.body)}element;body;streamed;stream(e){this.streamed.textContent=e}show(e){let{server:n,texts:t}=this.around,i=[I(e,n,t),e.chart?P(e.chart,e,t):null,B(e,n,t),this.suggestions(e),this.actions(e)];this.body.replaceChildren(...i.filter(o=>o!==null))}fail(e,n){this.body.replaceChildren(s("div",{class:"error"},s("p",{role:"alert"},e),u(this.around.texts.retry,n)))}remove(){this.element.remove()}suggestions(e){if(!e.suggestions?.length)return null;let{texts:n,askAgain:t}=this.around,i=e.status==="ambiguous"?n.narrower:n.suggestions;return A(i,e.suggestions,e.language,t)}actions(e){let{server:n,texts:t,announce:i,feedback:o}=this.around,d=u(t.copy,()=>{oe(K(e,n,t),l).then(()=>i(t.copied))}),c=[!0,!1].map(a=>u(a?t.useful:t.notUseful,()=>{c.forEach((p,g)=>p.setAttribute("aria-pressed",String(g===0===a))),o(e,a),i(t.thanks)},{"aria-pressed":"false"})),l=s("div",{role:"group","aria-label":t.feedback},...c);return s("div",{class:"actions"},d,l)}};function A(r,e,n,t){let i=e.map(o=>s("li",{},u(o,()=>t(o),{lang:n})));return s("div",{class:"suggestions"},s("h3",{},r),s("ul",{},...i))}async function oe(r,e){if(navigator.clipboard)return navigator.clipboard.writeText(r);let t=e.getRootNode().activeElement,i=s("textarea",{class:"hidden"});i.value=r,e.append(i),i.select(),document.execCommand("copy"),i.remove(),t?.focus()}var ae=`
:host {
  --_rq-ink: var(--reportqa-ink, var(--ds-color-neutral-text-default, light-dark(#1b1f24, #eceff2)));
  --_rq-paper: var(--reportqa-paper, var(--ds-color-neutral-background-default, light-dark(#fff, #171b20)));
  --_rq-soft: var(--reportqa-soft, var(--ds-color-neutral-background-tinted, light-dark(#f1f4f7, #232a31)));
  --_rq-line: var(--reportqa-line, var(--ds-color-neutral-border-default, light-dark(#66717c, #94a0ab)));
  --_rq-hair: color-mix(in srgb, var(--_rq-line) 40%, transparent);
  --_rq-accent: var(--reportqa-accent, var(--ds-color-accent-base-default, light-dark(#0a4f8f, #8cc4ff)));
  --_rq-accent-ink: var(--reportqa-accent-ink, var(--ds-color-accent-base-contrast-default, light-dark(#fff, #0c2033)));
  --_rq-radius: var(--reportqa-radius, var(--ds-border-radius-md, 6px));
  /* Important: in a shadow tree's own sheet that wins over the page, whatever its rules match. */
  all: initial !important;
  display: block !important;
  direction: ltr !important;
  color-scheme: inherit !important;
}
:host([theme=light]) { color-scheme: light !important; }
:host([theme=dark]) { color-scheme: dark !important; }
:host([theme=auto]) { color-scheme: light dark !important; }
:host([hidden]) { display: none !important; }
:host(:not([inline])) {
  position: fixed !important;
  inset-block-end: var(--reportqa-bottom, 16px) !important;
  inset-inline-end: var(--reportqa-side, 16px) !important;
  z-index: 2147483000 !important;
}
/* Follows the reader's text size, but not a page that makes its rem small. Sizes below are in em. */
.panel, .launcher {
  font: max(16px, 1rem)/1.5 var(--reportqa-font, var(--ds-font-family, system-ui, "Segoe UI", sans-serif));
  color: var(--_rq-ink);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--_rq-accent); outline-offset: 2px; }
button, textarea { font: inherit; color: inherit; }
button { min-height: 32px; min-width: 32px; padding: 4px 12px; border: 1px solid var(--_rq-line); border-radius: var(--_rq-radius); background: var(--_rq-paper); cursor: pointer; }
button:hover { background: var(--_rq-soft); border-color: var(--_rq-ink); }
.launcher.launcher, form button { font-weight: 600; color: var(--_rq-accent-ink); background: var(--_rq-accent); border-color: transparent; }
.launcher:hover, form button:hover { background: var(--_rq-accent); text-decoration: underline; }
.launcher { display: block; margin-inline-start: auto; padding: .7em 1.25em; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
.launcher[aria-expanded=true] { display: none; }
.panel { display: flex; flex-direction: column; background: var(--_rq-paper); border: 1px solid var(--_rq-line); border-radius: var(--_rq-radius); overflow: hidden auto; }
:host(:not([inline])) .panel { width: min(27em, calc(100vw - 32px)); height: min(40em, calc(100vh - 32px)); height: min(40em, calc(100dvh - 32px)); box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
:host([inline]) .panel { max-height: var(--reportqa-height, 44em); }
.bar { flex: none; display: flex; gap: 8px; align-items: center; padding: 8px 10px 8px 14px; border-block-end: 1px solid var(--_rq-hair); background: var(--_rq-soft); }
.bar button { flex: none; font-size: .875em; padding: 2px 10px; }
.bar .close { font-size: 1.375em; line-height: 1; padding: 0; }
h2 { flex: 1 1 auto; min-width: 0; margin: 0; font-size: 1em; line-height: 1.25; }
h3 { margin: 14px 0 4px; font-size: .9375em; }
p { margin: 0 0 8px; }
.log { position: relative; flex: 1 1 auto; min-height: 6em; overflow-y: auto; padding: 14px; overflow-wrap: anywhere; }
.log:focus-visible { outline-offset: -3px; }
.turn + .turn { margin-block-start: 24px; padding-block-start: 20px; border-block-start: 1px solid var(--_rq-hair); }
.asked { padding: 8px 12px; border-radius: var(--_rq-radius); background: var(--_rq-soft); width: fit-content; margin-inline-start: auto; max-width: 88%; }
.asked p { margin: 0; }
.answer { margin-block-start: 12px; }
.line { margin-block-end: 8px; white-space: pre-line; }
.cite { min-height: 24px; min-width: 24px; padding: 0 4px; margin: 0 1px 0 4px; font-size: .8125em; font-weight: 600; line-height: 1.4; vertical-align: 1px; color: var(--_rq-accent); border-color: var(--_rq-accent); }
.cite[aria-expanded=true] { color: var(--_rq-accent-ink); background: var(--_rq-accent); }
.pop { border: 1px solid var(--_rq-accent); border-inline-start-width: 4px; border-radius: var(--_rq-radius); padding: 10px 12px; margin: 6px 0 12px; background: var(--_rq-soft); }
.place { font-size: .875em; margin-block-end: 4px; }
blockquote { margin: 0 0 8px; max-height: 12em; overflow-y: auto; white-space: normal; }
blockquote::before { content: "«"; }
blockquote::after { content: "»"; }
.pop { display: flow-root; }
.pop a { margin-inline-end: 12px; font-size: .9375em; }
.pop button { font-size: .875em; padding: 2px 10px; }
a { color: var(--_rq-accent); display: inline-block; min-height: 24px; }
ol, ul { margin: 0; padding-inline-start: 1.4em; }
.sources { font-size: .9375em; }
.sources h3 { font-size: 1em; }
.sources li { margin-block-end: 6px; }
.sources q { display: block; quotes: "«" "»"; font-size: .9375em; line-height: 1.4; }
.sources a { display: inline; }
.tab { padding-inline-start: 3px; }
.keep { white-space: nowrap; }
.suggestions ul { list-style: none; padding: 0; display: grid; gap: 6px; }
.suggestions button { text-align: start; width: 100%; padding: 6px 12px; color: var(--_rq-accent); border-color: var(--_rq-hair); line-height: 1.4; }
.suggestions button:hover { border-color: var(--_rq-accent); }
.actions, .actions div { display: flex; flex-wrap: wrap; gap: 6px; }
.actions { margin-block-start: 14px; font-size: .875em; }
.actions button { padding: 2px 10px; }
.actions [aria-pressed=true] { background: var(--_rq-accent); color: var(--_rq-accent-ink); }
.error { border: 2px solid var(--reportqa-danger, var(--ds-color-danger-border-default, light-dark(#b3251e, #ff9d94))); border-radius: var(--_rq-radius); padding: 10px 12px; }
form { flex: none; padding: 8px 14px 14px; border-block-start: 1px solid var(--_rq-hair); }
.over { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; font-size: .875em; }
.status { margin: 0; }
label { font-weight: 600; }
.row { display: flex; gap: 8px; align-items: flex-end; margin-block-start: 4px; }
.row button { min-height: 42px; padding-inline: 16px; }
textarea { flex: 1 1 auto; min-width: 0; min-height: 42px; padding: 7px 10px; border: 2px solid var(--_rq-line); border-radius: var(--_rq-radius); background: var(--_rq-paper); resize: none; field-sizing: content; max-height: 8em; }
::placeholder { color: inherit; opacity: .75; }
.chart { margin: 12px 0; }
figcaption { font-size: .875em; font-weight: 600; margin-block-end: 4px; }
svg { display: block; width: 100%; max-width: 26em; height: auto; font-size: 12px; fill: currentColor; }
svg text { dominant-baseline: central; }
svg .name { text-anchor: end; }
rect { fill: var(--_rq-accent); }
table { border-collapse: collapse; font-size: .9375em; margin-block-start: 4px; }
th, td { padding: 4px 12px 4px 0; text-align: start; border-block-end: 1px solid var(--_rq-hair); }
th { font-weight: 400; }
td { text-align: end; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; min-height: 24px; font-size: .9375em; }
@media (max-width: 30em) {
  :host(:not([inline])) { inset-inline: 8px !important; inset-block-end: 8px !important; }
  .bar { gap: 6px; padding-inline: 12px 8px; }
  .bar button { padding-inline: 8px; }
  :host(:not([inline])) .panel { width: 100%; height: calc(100vh - 16px); height: calc(100dvh - 16px); }
}
/* Little height (zoomed in, a phone with its keyboard up): what isn't needed takes no room. */
@media (max-height: 24em) {
  .bar { padding-block: 4px; }
  .over { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  form { padding-block: 6px; }
  .row { margin: 0; }
  .log { min-height: 4em; padding-block: 8px; }
}
@media (forced-colors: active) {
  button, .panel, .pop, .asked { border: 1px solid ButtonText; }
  rect { fill: CanvasText; }
  [aria-pressed=true], .cite[aria-expanded=true] { outline: 2px solid Highlight; }
}
@media print { :host(:not([inline])) { display: none !important; } }
`,y=null;function F(){return y||(y=new CSSStyleSheet,y.replaceSync(ae)),y}var T={code:"nb",title:"Spør rapporten",open:"Spør rapporten",close:"Lukk",fresh:"Ny samtale",log:"Samtale",label:"Spørsmålet ditt",placeholder:"Skriv et spørsmål",send:"Spør",welcome:"Spør om innholdet i rapporten. Hvert svar viser hvor det står.",you:"Du spurte",searching:"Leter i rapporten …",ready:r=>r===1?"Svaret er klart, 1 kilde.":`Svaret er klart, ${r} kilder.`,none:"Rapporten svarer ikke på dette.",examples:"For eksempel",narrower:"Spør mer presist",sources:"Kilder",source:"Kilde",measure:"tiltak",page:"side",footnote:"fotnote",read:"Les i rapporten",newTab:"(ny fane)",hide:"Skjul kilden",suggestions:"Dette svarer rapporten på",figures:"Tallene i figuren",copy:"Kopier svaret",copied:"Svaret er kopiert.",useful:"Nyttig",notUseful:"Ikke nyttig",thanks:"Takk for tilbakemeldingen.",feedback:"Var svaret nyttig?",unreachable:"Får ikke kontakt med tjenesten. Sjekk nettet og prøv igjen.",busy:"Tjenesten har mye å gjøre akkurat nå. Prøv igjen om litt.",denied:"Denne siden har ikke tilgang til tjenesten.",untaken:"Spørsmålet kan ikke besvares slik det står. Prøv å skrive det på en annen måte.",failed:"Noe gikk galt hos tjenesten. Prøv igjen.",retry:"Prøv igjen"},le={...T,code:"nn",title:"Spør rapporten",close:"Lukk",fresh:"Ny samtale",label:"Spørsmålet ditt",placeholder:"Skriv eit spørsmål",welcome:"Spør om innhaldet i rapporten. Kvart svar viser kvar det står.",you:"Du spurde",searching:"Leitar i rapporten …",ready:r=>r===1?"Svaret er klart, 1 kjelde.":`Svaret er klart, ${r} kjelder.`,none:"Rapporten svarar ikkje på dette.",examples:"Til dømes",narrower:"Spør meir presist",sources:"Kjelder",source:"Kjelde",hide:"Skjul kjelda",suggestions:"Dette svarar rapporten på",figures:"Tala i figuren",copied:"Svaret er kopiert.",notUseful:"Ikkje nyttig",thanks:"Takk for tilbakemeldinga.",unreachable:"Får ikkje kontakt med tenesta. Sjekk nettet og prøv igjen.",busy:"Tenesta har mykje å gjere akkurat no. Prøv igjen om litt.",denied:"Denne sida har ikkje tilgang til tenesta.",untaken:"Spørsmålet kan ikkje svarast på slik det står. Prøv å skrive det på ein annan måte.",failed:"Noko gjekk gale hos tenesta. Prøv igjen."},de={code:"en",title:"Ask the report",open:"Ask the report",close:"Close",fresh:"New conversation",log:"Conversation",label:"Your question",placeholder:"Write a question",send:"Ask",welcome:"Ask about what the report says. Each answer shows where it stands.",you:"You asked",searching:"Looking in the report …",ready:r=>r===1?"The answer is ready, 1 source.":`The answer is ready, ${r} sources.`,none:"The report does not answer this.",examples:"For example",narrower:"Ask more precisely",sources:"Sources",source:"Source",measure:"measure",page:"page",footnote:"footnote",read:"Read it in the report",newTab:"(new tab)",hide:"Hide the source",suggestions:"The report does answer",figures:"The figures of the chart",copy:"Copy the answer",copied:"The answer is copied.",useful:"Useful",notUseful:"Not useful",thanks:"Thank you for the feedback.",feedback:"Was the answer useful?",unreachable:"The service can't be reached. Check the network and try again.",busy:"The service is busy just now. Try again in a moment.",denied:"This page has no access to the service.",untaken:"The question can't be taken as it stands. Try to put it another way.",failed:"Something went wrong at the service. Try again.",retry:"Try again"},ce={nb:T,nn:le,en:de,no:T};function W(r){return ce[r.toLowerCase().split("-")[0]??""]??T}var pe=20,ue=1e3,he=12,q=class extends HTMLElement{texts;root=this.attachShadow({mode:"open"});history=[];running=null;line=Promise.resolve();welcomed=!1;log;status;live;input;panel;launcher=null;connectedCallback(){if(this.root.childNodes.length)return;this.root.adoptedStyleSheets=[F()];let e=this.getAttribute("language")??this.closest("[lang]")?.getAttribute("lang");this.texts=W(e??"nb"),this.lang=this.texts.code,this.panel=this.makePanel(),this.hasAttribute("inline")||(this.panel.hidden=!0,this.launcher=u(this.texts.open,()=>this.toggle(),{class:"launcher","aria-expanded":"false","aria-controls":"panel"}),this.root.append(this.launcher)),this.root.append(this.panel),this.launcher||this.suggest()}disconnectedCallback(){this.running?.abort()}ask(e){let n=e.trim();if(!n)return;let t=this.begin(n);this.line=this.line.then(()=>this.answer(t))}get server(){return(this.getAttribute("server")??"").replace(/\/$/,"")}makePanel(){let e=this.texts;this.log=s("div",{class:"log",role:"log","aria-label":e.log,"aria-live":"off",tabindex:"0"}),this.status=s("p",{class:"status",role:"status"}),this.live=s("div",{class:"hidden","aria-live":"polite"}),this.input=s("textarea",{id:"question",rows:"1",maxlength:"2000",placeholder:e.placeholder,autocomplete:"off"}),this.input.addEventListener("keydown",o=>{o.key==="Enter"&&!o.shiftKey&&!o.isComposing&&(o.preventDefault(),this.submit())});let n=s("form",{},s("div",{class:"over"},s("label",{for:"question"},e.label),this.status),s("div",{class:"row"},this.input,s("button",{type:"submit"},e.send)));n.addEventListener("submit",o=>{o.preventDefault(),this.submit()});let t=s("div",{class:"bar"},s("h2",{},e.title),u(e.fresh,()=>this.fresh()));this.hasAttribute("inline")||t.append(u("×",()=>this.toggle(!1),{class:"close","aria-label":e.close,title:e.close})),this.welcome();let i=s("section",{id:"panel",class:"panel","aria-label":e.title},t,this.log,this.live,n);return i.addEventListener("keydown",o=>{o.key==="Escape"&&this.launcher&&this.toggle(!1)}),i}toggle(e=this.panel.hidden){this.panel.hidden=!e,this.launcher?.setAttribute("aria-expanded",String(e)),(e?this.input:this.launcher)?.focus(),e&&this.suggest()}fresh(){this.running?.abort(),this.history.length=0,this.log.replaceChildren(),this.welcome(),this.suggest(),this.status.textContent="",this.input.focus()}welcome(){this.log.append(s("p",{class:"welcome"},this.texts.welcome)),this.welcomed=!1}suggest(){let{texts:e,log:n}=this,t=n.querySelector(".welcome");this.welcomed||!t||(this.welcomed=!0,j(this.server,e.code,this.report).then(i=>{i.length&&n.lastElementChild===t&&t.after(A(e.examples,i,e.code,o=>this.ask(o)))}).catch(()=>{}))}submit(){let e=this.input.value.trim();if(!e)return this.input.focus();this.input.value="",this.ask(e)}begin(e){let n=new w(e,{server:this.server,texts:this.texts,askAgain:t=>this.ask(t),announce:t=>this.status.textContent=t,feedback:(t,i)=>this.feedback(t,i)});return this.log.querySelector(".welcome + .suggestions")?.remove(),this.log.append(n.element),this.show(n),n}show(e){let{body:n,element:t}=e,i=n.offsetTop-t.offsetTop>this.log.clientHeight/3;this.log.scrollTop=(i?n:t).offsetTop-he}async answer(e){if(!e.element.isConnected)return;let n=this.running=new AbortController;this.log.setAttribute("aria-busy","true"),this.status.textContent=this.texts.searching;try{let t=await this.streamed(e,n.signal);e.show(t),this.history.push({question:e.question});let{none:i,ready:o}=this.texts;this.status.textContent=t.status==="not_in_report"?i:o(t.citations.length),this.announce(t)}catch(t){if(n.signal.aborted)return e.remove();this.status.textContent="";let i=t instanceof f?t.fault:"failed";e.fail(this.texts[i],()=>{e.remove(),this.input.focus(),this.ask(e.question)})}finally{this.log.removeAttribute("aria-busy")}this.show(e)}get report(){return this.getAttribute("report")??void 0}streamed(e,n){let t="",{question:i}=e,o={question:i,history:this.history.slice(-pe),report:this.report};return O(this.server,o,d=>e.stream(t+=d),n)}announce(e){let n=k(e).flat().map(({language:t,parts:i})=>s("span",{lang:t},i.join(" ")));this.live.replaceChildren(...n),setTimeout(()=>n.forEach(t=>t.remove()),ue)}feedback(e,n){this.dispatchEvent(new CustomEvent("reportqa:feedback",{bubbles:!0,composed:!0,detail:{useful:n,question:e.question,answer:e}}))}};var b=document.currentScript??document.querySelector('script[src$="/widget.js"]');function Q(){if(!b||b.dataset.launcher==="none")return;let r=b.dataset.inline!==void 0;if(!r&&document.querySelector("reportqa-chat:not([inline])"))return;let e=document.createElement("reportqa-chat");for(let n of["language","report","theme"]){let t=b.dataset[n];t&&e.setAttribute(n,t)}r?(e.setAttribute("inline",""),b.after(e)):document.body.append(e)}var _=class extends q{connectedCallback(){!this.hasAttribute("server")&&b&&this.setAttribute("server",b.dataset.server??new URL(b.src).origin),super.connectedCallback()}};customElements.get("reportqa-chat")||customElements.define("reportqa-chat",_);document.body?Q():document.addEventListener("DOMContentLoaded",Q);})();
