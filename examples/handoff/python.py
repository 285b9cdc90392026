"""A hand-off token in Python, with the standard library: two functions to import. show/python.py calls them."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from urllib.parse import urlencode


def handoff_token(user, secret, issuer, audience):
    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    now = int(time.time())
    claims = {
        "iss": issuer,  # identity.handoff.issuer
        "aud": audience,  # the address of the page: server.public_url
        "sub": str(user["id"]),  # the stable id as a text, never an e-mail address
        "name": user["name"],
        "email": user["email"],
        "iat": now,
        "exp": now + 60,  # five minutes at most
        "jti": str(uuid.uuid4()),  # each token counts once
    }
    header = {"alg": "HS256", "typ": "JWT"}
    message = part(json.dumps(header).encode()) + b"." + part(json.dumps(claims).encode())
    signature = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return (message + b"." + part(signature)).decode()


def sign_out_address(user, secret, issuer, page, next_page):
    """Where your own sign-out sends the browser once it has ended your session: the page's session ends too."""
    token = handoff_token(user, secret, issuer, page + "/logout")
    return page + "/logout?" + urlencode({"token": token, "next": next_page})
