"""A hand-off token in Python, with the standard library. Prints a token for the user in the first argument; with a
second one, the address that this user's sign-out leads to."""

import base64
import hashlib
import hmac
import json
import os
import sys
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
        "sub": user["id"],  # the stable id, never an e-mail address
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


if __name__ == "__main__":
    someone = {"id": sys.argv[1], "name": "Zoë Weiß", "email": "zoe@acme.example"}
    env = os.environ
    sides = (env["HANDOFF_KEY"], env["HANDOFF_ISSUER"], env["HANDOFF_AUDIENCE"])
    if len(sys.argv) > 2:
        print(sign_out_address(someone, *sides, sys.argv[2]))
    else:
        print(handoff_token(someone, *sides))
