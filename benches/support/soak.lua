-- The load of benches/soak: what browsers, servers and ProAbono ask of one portal, and what strangers try. The arguments are the
-- path of the page, the headers of a delivery's signature, and the pause of each connection in milliseconds.

local base, key, signature, pause
local calls = 0

function setup(thread)
  thread:set("seed", math.random(1, 1000000))
end

function init(arguments)
  base, key, signature, pause = arguments[1], arguments[2], arguments[3], tonumber(arguments[4])
  math.randomseed(seed)
end

function delay()
  return math.random(0, 2 * pause)
end

local function user()
  -- Most visitors come again, and some are new.
  if math.random(100) > 1 then return "user-" .. math.random(1, 300) end
  return "new-" .. math.random(1, 100000000)
end

local function event()
  local id = math.random(1, 1000000000)
  return wrk.format("POST", base .. "/webhooks",
    { ["x-proabono-key"] = key, ["x-proabono-signature"] = signature, ["Content-Type"] = "application/json" },
    string.format('{"Id":%d,"IdBusiness":1,"ReferenceSegment":"acme-eur","TypeTrigger":"SubscriptionStarted","Customer":{"ReferenceCustomer":"user-%d"}}',
      id, math.random(1, 300)))
end

local paths = {
  "", "", "", "/context.json", "/standing.json", "/status", "/rights", "/offers", "/invoices",
  "?crylk=https%3a%2f%2fmon-app.via.proabono.com%2fsubscribe-offer%2f0p9i35O1V9",
  "?crylk=https%3a%2f%2fevil.test%2f", "?crylk=%zz", "/return?from=subscribe&outcome=success", "/embed.js", "/subscribe?refo=offer-premium",
  "/no-such-page", "/restart/..%2fstatic%2fx",
}

function request()
  calls = calls + 1
  if calls % 25 == 0 then return event() end
  if calls % 40 == 0 then
    return wrk.format("POST", base .. "/csp-report", { ["Content-Type"] = "application/csp-report" },
      '{"csp-report":{"violated-directive":"frame-src","blocked-uri":"https://bank.example"}}')
  end
  local headers = { ["X-Remote-User"] = user(), ["Accept-Language"] = "en-GB,en;q=0.9" }
  if calls % 50 == 0 then headers["Connection"] = "close" end
  return wrk.format("GET", base .. paths[math.random(#paths)], headers)
end
