# Checks a signed post of proabono-portal, as Standard Webhooks has it (v1), and returns the message.
#
# `body` is the bytes that came, before any parser; `headers` has names in lower case; `secret` is the whsec_… of
# PORTAL_WEBHOOKS__HOST_KEYS.
import base64
import hashlib
import hmac
import json
import time


def message(headers, body, secret):
    post, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    # An old post may have been recorded by somebody.
    if abs(time.time() - int(timestamp)) >= 300:
        raise ValueError("the post is not of now")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{post}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    signatures = headers["webhook-signature"].split(" ")
    if not any(hmac.compare_digest(one.encode(), expected.encode()) for one in signatures):
        raise ValueError("no signature fits")
    return json.loads(body)
