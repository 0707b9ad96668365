"""Who may ask, how much and how often: checks before a request reaches its endpoint."""

import hashlib
import hmac
import ipaddress
import time
from urllib.parse import urlsplit

import anyio
from limits import parse as parse_limit
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportqa.interfaces.web.problems import refusal
from reportqa.interfaces.web.settings import Settings

_GUARDED = ("/api/", "/v1/", "/metrics")
_LIMITED = ("/api/", "/v1/")
# A page's own scripts, styles and answers, and nothing else; no script makes HTML of text.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_BODY_SECONDS = 10.0


def hash_key(key: str) -> str:
    """The SHA-256 of a bearer key, as the settings hold it."""
    return hashlib.sha256(key.encode()).hexdigest()


class SecurityHeaders:
    """The headers of every answer: content policy, no sniffing, no referrer, no framing."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        framed = " ".join(settings.origins) or "'none'"
        self._policy = f"{_POLICY}; frame-ancestors {framed}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers to what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self._policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
                shared = scope["path"] == "/widget.js"
                headers["Cross-Origin-Resource-Policy"] = (
                    "cross-origin" if shared else "same-origin"
                )
                if not scope["path"].startswith(("/static/", "/widget.js")):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)


class Gatekeeper:
    """Refuses foreign origins, missing keys, clients that ask too often, and too large bodies."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._proxies = Proxies(settings)
        per_worker = -(-settings.requests_per_minute // settings.workers)
        self._rate = parse_limit(f"{per_worker}/minute")
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on that may pass; answer the others with a problem document."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        client, user = self._proxies.read(scope, headers)
        request = Request(scope)
        guarded = scope["path"].startswith(_GUARDED)
        asks = scope["path"].startswith(_LIMITED) or scope["method"] == "POST"
        if not (self._is_own_or_listed(headers) if guarded else _is_own_page(headers, asks)):
            await refusal(request, 403)(scope, receive, send)
        elif (guarded or asks) and not self._may_enter(headers, user):
            challenge = {"WWW-Authenticate": "Bearer"}
            await refusal(request, 401, headers=challenge)(scope, receive, send)
        elif asks and not self._limiter.hit(self._rate, user or client):
            reset = self._limiter.get_window_stats(self._rate, user or client).reset_time
            wait = {"Retry-After": str(max(1, round(reset - time.time())))}
            await refusal(request, 429, headers=wait)(scope, receive, send)
        elif int(headers.get("content-length") or 0) > self._settings.body_bytes:
            await refusal(request, 413)(scope, receive, send)
        else:
            await self._bounded(scope, receive, send)

    def _is_own_or_listed(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return origin is None or origin in self._settings.origins or _is_own(origin, headers)

    def _may_enter(self, headers: Headers, user: str | None) -> bool:
        settings = self._settings
        if user is not None or not (settings.key_hashes or settings.user_header):
            return True
        scheme, _, key = headers.get("authorization", "").partition(" ")
        given = hash_key(key.strip()) if scheme.casefold() == "bearer" else ""
        # Every hash is compared, so that the time taken tells nothing of which one fits.
        return any([hmac.compare_digest(given, known) for known in settings.key_hashes])

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body whole, within its size and time, then hand it on."""
        if scope["method"] not in ("POST", "PUT", "PATCH"):
            await self._app(scope, receive, send)
            return
        body = b""
        with anyio.move_on_after(_BODY_SECONDS):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > self._settings.body_bytes:
                    await refusal(Request(scope), 413)(scope, receive, send)
                    return
        if more:
            await refusal(Request(scope), 408)(scope, receive, send)
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        try:
            await self._app(scope, replay, send)
        except ClientDisconnect:
            return


class Proxies:
    """The reverse proxies that are believed: about the client, its scheme, and its user."""

    def __init__(self, settings: Settings) -> None:
        self._networks = [ipaddress.ip_network(listed) for listed in settings.proxies]
        self._user_header = settings.user_header

    def read(self, scope: Scope, headers: Headers) -> tuple[str, str | None]:
        """The client's address and user; the request's scheme becomes what the client used."""
        peer = scope["client"][0] if scope.get("client") else "unknown"
        if not self._lists(peer):
            return peer, None
        scheme = headers.get("x-forwarded-proto", "").casefold()
        if scheme in ("http", "https"):
            scope["scheme"] = scheme
        # A proxy may add a line of its own to one that the client sent.
        chain = ",".join(headers.getlist("x-forwarded-for")).split(",")
        outside = [part.strip() for part in chain if part.strip() and not self._lists(part.strip())]
        user = headers.get(self._user_header) if self._user_header else None
        return (outside[-1] if outside else peer), user or None

    def _lists(self, address: str) -> bool:
        try:
            known = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(known in network for network in self._networks)


def _is_own(origin: str, headers: Headers) -> bool:
    try:
        return urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


def _is_own_page(headers: Headers, asks: bool) -> bool:
    """A form comes from the page itself. Under our referrer policy browsers give no origin then
    (`null`), but say in Sec-Fetch-Site where it was sent from.
    """
    if not asks:
        return True
    origin = headers.get("origin", "null")
    own = origin == "null" or _is_own(origin, headers)
    return own and headers.get("sec-fetch-site", "none") in ("none", "same-origin")


class HeadAsGet:
    """Answers HEAD as GET without the body, on every path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; leave out the body of what comes back to a HEAD."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, bare)
