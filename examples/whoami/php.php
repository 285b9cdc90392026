<?php
// GET /whoami in PHP, for a reverse proxy that asks your application who is signed in. PHP writes the bytes of a text as they
// are, so a name in UTF-8 arrives as one.

function whoami(?array $user): void
{
    if ($user !== null) {
        header('X-User-Id: ' . $user['id']); // the stable id, never an e-mail address
        header('X-User-Name: ' . $user['name']);
        header('X-User-Email: ' . $user['email']);
        header('X-User-Language: ' . $user['language']);
    }
    http_response_code(204);
}

// Below is what your application has already: a session in a cookie.
$users = ['alice' => ['id' => 42, 'name' => 'Łukasz Żak', 'email' => 'lukasz@acme.example', 'language' => 'fr']];
whoami($users[$_COOKIE['session'] ?? ''] ?? null);
