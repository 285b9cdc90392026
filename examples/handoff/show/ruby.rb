# Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to.
require_relative "../ruby"

# A number stays a number here, as it comes from a database.
id = ARGV[0].match?(/\A\d+\z/) ? ARGV[0].to_i : ARGV[0]
user = { id: id, name: "Zoë Weiß", email: "zoe@acme.example" }
sides = %w[HANDOFF_KEY HANDOFF_ISSUER HANDOFF_AUDIENCE].map { |name| ENV.fetch(name) }
puts ARGV[1] ? sign_out_address(user, *sides, ARGV[1]) : handoff_token(user, *sides)
