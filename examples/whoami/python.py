"""GET /whoami in Python (WSGI), for a reverse proxy that asks your application who is signed in."""

import os
from http.cookies import SimpleCookie
from wsgiref.simple_server import make_server


def whoami(user):
    """The headers of the answer, for an HttpResponse(status=204, headers=…) in Django. The user there:
    whoami({"id": user.pk, "name": user.get_full_name(), "email": user.email} if user.is_authenticated else None)."""
    if user is None:
        return {}
    return {
        "X-User-Id": str(user["id"]),  # the stable id, never an e-mail address
        "X-User-Name": header(user.get("name")),
        "X-User-Email": header(user.get("email")),
        "X-User-Language": header(user.get("language")),
    }


def header(text):
    """WSGI writes headers as Latin-1: these are the bytes of UTF-8, one character each."""
    return (text or "").encode("utf-8").decode("latin-1")


# Below is what your application has already: a session in a cookie.
USERS = {"alice": {"id": 42, "name": "Łukasz Żak", "email": "lukasz@acme.example", "language": "fr"}}


def app(environ, start_response):
    session = SimpleCookie(environ.get("HTTP_COOKIE", "")).get("session")
    user = USERS.get(session.value) if session else None
    start_response("204 No Content", list(whoami(user).items()))
    return []


if __name__ == "__main__":
    make_server("127.0.0.1", int(os.environ["PORT"]), app).serve_forever()
