# GET /whoami in Ruby (Rack), for a reverse proxy that asks your application who is signed in. Rack writes the bytes of a text
# as they are, so a name in UTF-8 arrives as one.
require "rack"

# In Rails: whoami(current_user).each { |name, value| response.set_header(name, value) }; head :no_content
def whoami(user)
  return {} if user.nil?

  {
    "x-user-id" => user[:id].to_s, # the stable id, never an e-mail address
    "x-user-name" => user[:name].to_s,
    "x-user-email" => user[:email].to_s,
    "x-user-language" => user[:language].to_s
  }
end

# Below is what your application has already: a session in a cookie.
USERS = { "alice" => { id: 42, name: "Łukasz Żak", email: "lukasz@acme.example", language: "fr" } }.freeze

run lambda { |env|
  session = Rack::Utils.parse_cookies(env)["session"]
  [204, whoami(USERS[session]), []]
}
