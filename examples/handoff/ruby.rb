# A hand-off token in Ruby, with the standard library: two functions to require. show/ruby.rb calls them.
require "base64"
require "json"
require "openssl"
require "securerandom"
require "uri"

def handoff_token(user, secret, issuer, audience)
  part = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  now = Time.now.to_i
  claims = {
    iss: issuer, # identity.handoff.issuer
    aud: audience, # the address of the page: server.public_url
    sub: user[:id].to_s, # the stable id as a text, never an e-mail address
    name: user[:name],
    email: user[:email],
    iat: now,
    exp: now + 60, # five minutes at most
    jti: SecureRandom.uuid # each token counts once
  }
  message = [{ alg: "HS256", typ: "JWT" }, claims].map { |value| part.(JSON.generate(value)) }.join(".")
  "#{message}.#{part.(OpenSSL::HMAC.digest("SHA256", secret, message))}"
end

# Where your own sign-out sends the browser once it has ended your session: the page's session ends too.
def sign_out_address(user, secret, issuer, page, next_page)
  token = handoff_token(user, secret, issuer, "#{page}/logout")
  "#{page}/logout?#{URI.encode_www_form(token: token, next: next_page)}"
end
