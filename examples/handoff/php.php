<?php
// A hand-off token in PHP, without a library: two functions to require. show/php.php calls them.

function handoff_token(array $user, string $secret, string $issuer, string $audience): string
{
    $part = fn (string $data): string => rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
    $now = time();
    $claims = [
        'iss' => $issuer, // identity.handoff.issuer
        'aud' => $audience, // the address of the page: server.public_url
        'sub' => (string) $user['id'], // the stable id as a text, never an e-mail address
        'name' => $user['name'],
        'email' => $user['email'],
        'iat' => $now,
        'exp' => $now + 60, // five minutes at most
        'jti' => bin2hex(random_bytes(16)), // each token counts once
    ];
    $message = $part(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . $part(json_encode($claims));
    return $message . '.' . $part(hash_hmac('sha256', $message, $secret, true));
}

// Where your own sign-out sends the browser once it has ended your session: the page's session ends too.
function sign_out_address(array $user, string $secret, string $issuer, string $page, string $next): string
{
    $token = handoff_token($user, $secret, $issuer, $page . '/logout');
    return $page . '/logout?' . http_build_query(['token' => $token, 'next' => $next]);
}
