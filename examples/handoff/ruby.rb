# A hand-off token in Ruby, with the standard library. Prints a token for the user in the first argument.
require "base64"
require "json"
require "openssl"
require "securerandom"

def handoff_token(user, secret, issuer, audience)
  part = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  now = Time.now.to_i
  claims = {
    iss: issuer, # identity.handoff.issuer
    aud: audience, # the address of the page: server.public_url
    sub: user[:id], # the stable id as a text, never an e-mail address
    name: user[:name],
    email: user[:email],
    iat: now,
    exp: now + 60, # five minutes at most
    jti: SecureRandom.uuid # each token counts once
  }
  message = [{ alg: "HS256", typ: "JWT" }, claims].map { |value| part.(JSON.generate(value)) }.join(".")
  "#{message}.#{part.(OpenSSL::HMAC.digest("SHA256", secret, message))}"
end

user = { id: ARGV[0], name: "Zoë Weiß", email: "zoe@acme.example" }
puts handoff_token(user, ENV.fetch("HANDOFF_KEY"), ENV.fetch("HANDOFF_ISSUER"), ENV.fetch("HANDOFF_AUDIENCE"))
