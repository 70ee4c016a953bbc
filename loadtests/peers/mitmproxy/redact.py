"""The redaction of rules.json as an add-on of mitmproxy: what has no rule is dropped."""

import base64
import gzip
import hmac
import json
import os
import re
from urllib.parse import quote, unquote

from mitmproxy import http

KEPT_PARAMETERS = {"utm_source", "utm_medium", "utm_campaign"}
KEY = os.environ["PEER_KEY"].encode()
VERSION = re.compile(r"tv\.\d+")
USER_AGENT = re.compile(r"(Firefox|Edg|OPR|Chrome|Version)/(\d+)")


def keep(value):
    return value


def keyed_hash(value):
    text = value if isinstance(value, str) else str(value)
    return hmac.digest(KEY, text.encode(), "sha256").hex()[:32] if text else text


def url(value):
    address, question, query = value.split("#", 1)[0].partition("?")
    kept = [p for p in query.split("&") if p.split("=", 1)[0] in KEPT_PARAMETERS]
    return address + question + "&".join(kept) if kept else address


def ip(value):
    if "." in value:
        return value.rsplit(".", 1)[0] + ".0"
    return ":".join(value.split(":")[:3]) + "::"


def user_agent(value):
    found = USER_AGENT.search(value)
    return f"Mozilla/5.0 (compatible) {found[1]}/{found[2]}.0" if found else "Mozilla/5.0 (compatible)"


def brands(value):
    separator = "|" if "|" in value else ","
    return separator.join(b for b in value.split(separator) if "Not" not in b).strip() or None


def screen(value):
    width = int(value.split("x")[0])
    return "360x800" if width < 600 else "768x1024" if width < 1100 else "1920x1080"


def width(value):
    return 360 if value < 600 else 768 if value < 1100 else 1920


def height(value):
    return 800 if value < 900 else 1080


def version(value):
    """Of gtag's packed user data only the version of the packing."""
    found = VERSION.match(value)
    return found[0] if found else None


TREATMENTS = {
    "keep": keep,
    "hmac": keyed_hash,
    "url": url,
    "ip": ip,
    "userAgent": user_agent,
    "brands": brands,
    "screen": screen,
    "width": width,
    "height": height,
    "version": version,
}
NOTHING = object()


def compile_rule(rule):
    """A function that gives what is left of a value, or NOTHING."""
    if isinstance(rule, str):
        treat = TREATMENTS[rule]

        def value_of(value):
            if value is None:
                return None
            if isinstance(value, (dict, list)):
                return NOTHING
            left = treat(value)
            return NOTHING if left is None else left

        return value_of

    if isinstance(rule, list):
        element = compile_rule(rule[0])

        def items_of(value):
            kept = [left for left in map(element, value) if left is not NOTHING] if isinstance(value, list) else []
            return kept or NOTHING

        return items_of

    if "@base64url" in rule:
        inner = compile_rule(rule["@base64url"])

        def nested_of(value):
            left = inner(json.loads(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))))
            return NOTHING if left is NOTHING else base64.urlsafe_b64encode(compact(left)).rstrip(b"=").decode()

        return nested_of

    fixed, required = rule.get("@set", {}), rule.get("@requires")
    fields = {name: compile_rule(inner) for name, inner in rule.items() if name not in ("@set", "@requires")}

    def members_of(value):
        if not isinstance(value, dict):
            return NOTHING
        kept = {}
        for name, inner in value.items():
            field = fields.get(name)
            left = field(inner) if field else NOTHING
            if left is not NOTHING:
                kept[name] = left
        if required and required not in kept:
            return NOTHING
        kept.update(fixed)
        return kept or NOTHING

    return members_of


def compile_all(rules):
    return {name: compile_rule(rule) for name, rule in (rules or {}).items()}


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


class Endpoint:
    def __init__(self, rules):
        self.path = re.compile(rules["path"])
        self.methods = set(rules["methods"])
        self.headers = compile_all(rules["headers"])
        self.set_headers = rules.get("setHeaders", {})
        self.query = compile_all(rules.get("query"))
        self.set_query = [f"{name}={value}" for name, value in rules.get("setQuery", {}).items()]
        self.body = compile_rule(rules["body"]) if "body" in rules else None

    def redact(self, request, path, query):
        if self.body and request.raw_content:
            is_gzip = request.raw_content[:2] == b"\x1f\x8b"
            left = self.body(json.loads(gzip.decompress(request.raw_content) if is_gzip else request.raw_content))
            if left is NOTHING:
                raise ValueError("nothing is left")
            request.raw_content = gzip.compress(compact(left), 1) if is_gzip else compact(left)
            request.headers["content-length"] = str(len(request.raw_content))
        parameters = self.parameters(query)
        request.path = f"{path}?{parameters}" if parameters else path
        kept = {name: rule(request.headers[name]) for name, rule in self.headers.items() if name in request.headers}
        for name in ("host", "content-length"):
            if name in request.headers:
                kept[name] = request.headers[name]
        kept.update(self.set_headers)
        request.headers = http.Headers([(n.encode(), v.encode()) for n, v in kept.items() if v is not NOTHING])

    def parameters(self, query):
        kept = []
        for parameter in query.split("&"):
            name, _, value = parameter.partition("=")
            rule = self.query.get(unquote(name))
            if rule:
                before = unquote(value)
                after = rule(before)
                if after is not NOTHING:
                    kept.append(parameter if after == before else f"{name}={quote(after, safe='')}")
        return "&".join(kept + self.set_query)


with open(os.environ["PEER_RULES"], encoding="utf-8") as file:
    ENDPOINTS = {rules["prefix"]: Endpoint(rules) for rules in json.load(file)["endpoints"]}


def request(flow: http.HTTPFlow) -> None:
    target, _, query = flow.request.path.partition("?")
    slash = target.find("/", 3)
    endpoint = ENDPOINTS.get(target[:slash])
    path = target[slash:]
    try:
        if not endpoint or flow.request.method not in endpoint.methods or not endpoint.path.search(path):
            raise ValueError("no such endpoint")
        endpoint.redact(flow.request, path, query)
    except (ValueError, KeyError, AttributeError, TypeError, OSError):
        # Nothing leaves that was not understood; the page's script gets its success.
        flow.response = http.Response.make(204)
