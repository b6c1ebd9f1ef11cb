"""The line to a service: one request at a time, no faster than is polite, tried again when the service says wait.

Nothing here knows what is asked. Redirections are followed with the request as it was, and never from https to http.
"""

from __future__ import annotations

import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.parse import urlencode, urljoin, urlsplit

from kg import __version__
from kg.errors import InputError, ServiceError
from kg.reconcile.words import one_line

AGENT = f"parley-kg/{__version__} (https://w3id.org/parley/)"
_LARGEST = 20_000_000  # bytes of an answer
_REDIRECTS = (301, 302, 307, 308)
_HOPS = 5
_SLOWEST = 60.0  # seconds between two tries where the service names none


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds from one request to the next, seconds to wait for an answer, and how often to try again.

    A service that wants more than `patience` seconds of pause is left alone.
    """

    interval: float = 1.0
    timeout: float = 60.0
    retries: int = 4
    patience: float = 600.0


class _Again(Exception):
    """Why a request failed that may succeed later; `after` seconds, if the service says so."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class _Elsewhere(Exception):
    """The address that a service redirects to."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:  # 6 arguments are the library's
        return None


class Line:
    """The line to the service at `url`. InputError for an address that is not http or https."""

    def __init__(
        self,
        url: str,
        manners: Manners | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.url = _checked(url)
        self.requests = 0
        self._at = self.url
        self._manners = manners or Manners()
        self._clock, self._sleep = clock, sleep
        self._free = float("-inf")  # when the next request may go
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self) -> bytes:
        """The answer to a plain GET. Raises ServiceError."""
        return self._ask(None)

    def post(self, form: Mapping[str, str]) -> bytes:
        """The answer to a form that is posted. Raises ServiceError."""
        return self._ask(urlencode(form).encode())

    def _ask(self, data: bytes | None) -> bytes:
        tries = self._manners.retries + 1
        for number in range(tries):
            try:
                return self._follow(data)
            except _Again as again:
                why = str(again)
                if number < tries - 1:
                    self._pause(again, number)
        raise ServiceError(f"{self.url} {why}, {tries} times: run the same command again later")

    def _pause(self, again: _Again, number: int) -> None:
        wait = min(2.0**number, _SLOWEST) if again.after is None else again.after
        if wait > self._manners.patience:
            raise ServiceError(
                f"{self.url} {again}, and wants a pause of {wait:.0f} seconds: run the command again then"
            )
        self._sleep(wait)

    def _follow(self, data: bytes | None) -> bytes:
        for _ in range(_HOPS):
            try:
                return self._once(data)
            except _Elsewhere as elsewhere:
                self._at = redirected(self._at, str(elsewhere))
        raise ServiceError(f"{self.url} redirects more than {_HOPS} times: give the address of the service itself")

    def _once(self, data: bytes | None) -> bytes:
        self._keep_pace()
        headers = {"User-Agent": AGENT, "Accept": "application/json"}
        request = urllib.request.Request(self._at, data, headers)
        try:
            with self._opener.open(request, timeout=self._manners.timeout) as response:
                return self._read(response)
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from error
        except TimeoutError as error:
            raise self._late() from error
        except urllib.error.URLError as error:
            raise self._unreachable(error.reason) from error
        except (OSError, HTTPException) as error:
            raise _Again(f"broke off: {one_line(str(error)) or type(error).__name__}") from error

    def _keep_pace(self) -> None:
        wait = self._free - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._free = self._clock() + self._manners.interval
        self.requests += 1

    def _read(self, response: HTTPResponse) -> bytes:
        """The whole answer, which may neither be endless nor take forever."""
        until = self._clock() + self._manners.timeout
        body = bytearray()
        while piece := response.read1(65536):
            body += piece
            if len(body) > _LARGEST:
                raise ServiceError(
                    f"{self.url} answers more than {_LARGEST:,} bytes: ask for less with --batch or --limit"
                )
            if self._clock() > until:
                raise self._late()
        if response.length:
            raise _Again(f"broke off {response.length:,} bytes before the end of its answer")
        return bytes(body)

    def _late(self) -> _Again:
        return _Again(f"did not answer within {self._manners.timeout:g} seconds")

    def _unreachable(self, reason: object) -> Exception:
        if isinstance(reason, TimeoutError):
            return self._late()
        why = one_line(str(reason))
        if isinstance(reason, (socket.gaierror, ssl.SSLError)):
            return ServiceError(f"{self.url} cannot be reached: {why}: see to the address and the network")
        return _Again(f"cannot be reached: {why}")

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        location = error.headers.get("Location")
        if error.code in _REDIRECTS and location:
            return _Elsewhere(location)
        with error:
            said = one_line(error.read(2000).decode("utf-8", "replace"))
        why = f"refuses (HTTP {error.code}): {said or one_line(str(error.reason))}"
        if error.code == 429 or error.code >= 500:
            return _Again(why, _seconds(error.headers.get("Retry-After")))
        return ServiceError(f"{self.url} {why}")


def redirected(url: str, location: str) -> str:
    """Where `url` redirects to. ServiceError for what is no web address, or an open one where a safe one was asked."""
    target = urljoin(url, location)
    scheme = urlsplit(target).scheme
    if scheme not in ("http", "https") or (scheme == "http" and url.startswith("https:")):
        raise ServiceError(f"{url} redirects to {one_line(target)}, which is not followed")
    return target


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{url} is no address of a service: it begins with https:// or http://")
    if "@" in parts.netloc:
        raise InputError(
            f"{parts.hostname}: a service is asked without user and password: leave them out of its address"
        )
    return url


def _seconds(retry_after: str | None) -> float | None:
    """What Retry-After says, a number of seconds or a date, as seconds from now; None if it says nothing."""
    if not retry_after:
        return None
    if retry_after.strip().isascii() and retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None
