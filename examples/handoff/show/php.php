<?php
// Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to.
require __DIR__ . '/../php.php';

// A number stays a number here, as it comes from a database.
$id = ctype_digit($argv[1]) ? (int) $argv[1] : $argv[1];
$user = ['id' => $id, 'name' => 'Zoë Weiß', 'email' => 'zoe@acme.example'];
$sides = [getenv('HANDOFF_KEY'), getenv('HANDOFF_ISSUER'), getenv('HANDOFF_AUDIENCE')];
echo isset($argv[2]) ? sign_out_address($user, ...$sides, next: $argv[2]) : handoff_token($user, ...$sides), "\n";
