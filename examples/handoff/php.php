<?php
// A hand-off token in PHP, without a library. Prints a token for the user in the first argument.

function handoff_token(array $user, string $secret, string $issuer, string $audience): string
{
    $part = fn (string $data): string => rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
    $now = time();
    $claims = [
        'iss' => $issuer, // identity.handoff.issuer
        'aud' => $audience, // the address of the page: server.public_url
        'sub' => $user['id'], // the stable id as a text, never an e-mail address
        'name' => $user['name'],
        'email' => $user['email'],
        'iat' => $now,
        'exp' => $now + 60, // five minutes at most
        'jti' => bin2hex(random_bytes(16)), // each token counts once
    ];
    $message = $part(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . $part(json_encode($claims));
    return $message . '.' . $part(hash_hmac('sha256', $message, $secret, true));
}

$user = ['id' => $argv[1], 'name' => 'Zoë Weiß', 'email' => 'zoe@acme.example'];
echo handoff_token($user, getenv('HANDOFF_KEY'), getenv('HANDOFF_ISSUER'), getenv('HANDOFF_AUDIENCE')), "\n";
