-- The steps of an event from one state to the next, as steps.rs has them for a file. A call is one step, and nothing comes
-- between. KEYS[1] begins every name; ARGV[1] is the step, and what it takes follows.
--
-- event:ID    the event: kind, about, who, happened, received, came, copies, state, attempts, next, ended, seq
-- due         the events that wait for their turn, by the time of it
-- waiting     the same, by the time at which they arrived
-- state:S     the same, by their state
-- open:ABOUT  the same of one customer, by their number
-- dead        the events that failed for good, by their number, and dead:ABOUT those of one customer
-- done        the events that are done, by the time of it
-- recent      the customers that something was heard of, by the time of it; who:ABOUT says who that is
-- post:ID     a post that the application is owed, in posts by the time of its turn, in posted or in unposted by that of its end
local base = KEYS[1]
local call = redis.call

local function key(...) return base .. table.concat({...}, ':') end

local function set(id, ...) call('HSET', key('event', id), ...) end

local function get(id, ...) return call('HMGET', key('event', id), ...) end

-- Lets an event wait for its turn in a state.
local function open(id, state, next)
  local event = get(id, 'about', 'seq', 'received', 'state')
  call('SREM', key('state', event[4] or ''), id)
  call('SADD', key('state', state), id)
  call('ZADD', key('due'), next, id)
  call('ZADD', key('waiting'), event[3], id)
  call('ZADD', key('open', event[1]), event[2], id)
  set(id, 'state', state, 'next', next)
end

-- Ends the waiting of an event.
local function close(id)
  local event = get(id, 'about', 'state')
  call('SREM', key('state', event[2]), id)
  call('ZREM', key('due'), id)
  call('ZREM', key('waiting'), id)
  call('ZREM', key('open', event[1]), id)
  call('HDEL', key('event', id), 'next')
end

local function done(id, at)
  set(id, 'state', 'done', 'ended', at)
  call('ZADD', key('done'), at, id)
end

-- The events of a customer's flight that are still being worked.
local function flying(about, up_to)
  local ids = {}
  for _, id in ipairs(call('ZRANGEBYSCORE', key('open', about), '-inf', up_to)) do
    if get(id, 'state')[1] == 'working' then ids[#ids + 1] = id end
  end
  return ids
end

local function heard(about, who, at)
  call('ZADD', key('recent'), 'GT', at, about)
  call('SET', key('who', about), who, 'EX', 40 * 86400)
end

local function insert(id, kind, about, who, known, happened, at, came)
  if call('EXISTS', key('event', id)) == 1 then return false end
  local seq = call('INCR', key('seq'))
  set(id, 'kind', kind, 'about', about, 'who', who, 'happened', happened, 'received', at, 'came', came, 'copies', 1,
    'attempts', 0, 'seq', seq)
  open(id, 'received', at)
  if known == '1' and came ~= 'reread' then heard(about, who, at) end
  if came == 'delivered' then call('SET', key('latest'), at) end
  return true
end

local function is_copy(id, kind, about)
  local event = get(id, 'kind', 'about')
  return event[1] == kind and event[2] == about
end

local function revive(id, at)
  local about = get(id, 'about')[1]
  call('ZREM', key('dead'), id)
  call('ZREM', key('dead', about), id)
  call('HDEL', key('event', id), 'ended')
  set(id, 'attempts', 0)
  open(id, 'received', at)
end

local function copied(id, at)
  call('HINCRBY', key('event', id), 'copies', 1)
  local event = get(id, 'state', 'next')
  if event[1] ~= 'failed' or event[2] then return 'again' end
  revive(id, at)
  return 'revived'
end

local steps = {}

function steps.receive(id, beside, kind, about, who, known, happened, at, came)
  if insert(id, kind, about, who, known, happened, at, came) then return 'new' end
  if is_copy(id, kind, about) then return copied(id, at) end
  if insert(beside, kind, about, who, known, happened, at, came) then return 'new' end
  return copied(beside, at)
end

function steps.due(at, most)
  local found, seen = {}, {}
  for _, id in ipairs(call('ZRANGEBYSCORE', key('due'), '-inf', at, 'LIMIT', 0, 1000)) do
    local event = get(id, 'about', 'who')
    if event[1] and not seen[event[1]] then
      seen[event[1]] = true
      found[#found + 1] = event[2]
      if #found >= tonumber(most) then break end
    end
  end
  return found
end

-- The place of the last event, the fewest attempts, and four values for each of the last events.
function steps.begin(about, at, lease, named)
  local ids = call('ZRANGE', key('open', about), 0, -1)
  if #ids == 0 then return {} end
  local fewest, flight = nil, {}
  for number = #ids, 1, -1 do
    local id = ids[number]
    local event = get(id, 'next', 'kind', 'happened', 'came')
    local attempt = tonumber(event[1]) <= tonumber(at) and 1 or 0
    local attempts = call('HINCRBY', key('event', id), 'attempts', attempt)
    if not fewest or attempts < fewest then fewest = attempts end
    open(id, 'working', lease)
    if #flight < 4 * tonumber(named) then
      for _, value in ipairs({id, event[2], event[3], event[4]}) do flight[#flight + 1] = value end
    end
  end
  local last = get(ids[#ids], 'seq')[1]
  return {last, tostring(fewest), unpack(flight)}
end

function steps.finish(about, up_to, at, post, body)
  for _, id in ipairs(flying(about, up_to)) do
    local came = get(id, 'came')[1]
    close(id)
    if came == 'reread' then call('DEL', key('event', id)) else done(id, at) end
  end
  for _, id in ipairs(call('ZRANGEBYSCORE', key('dead', about), '-inf', up_to)) do
    call('ZREM', key('dead'), id)
    call('ZREM', key('dead', about), id)
    done(id, at)
  end
  if post and call('EXISTS', key('post', post)) == 0 then
    call('HSET', key('post', post), 'body', body, 'attempts', 0)
    call('ZADD', key('posts'), at, post)
  end
  return 'ok'
end

function steps.fail(about, up_to, next, most, at)
  for _, id in ipairs(flying(about, up_to)) do
    local event = get(id, 'attempts', 'came', 'seq')
    if tonumber(event[1]) < tonumber(most) then
      open(id, 'failed', next)
    else
      close(id)
      if event[2] == 'reread' then
        call('DEL', key('event', id))
      else
        set(id, 'state', 'failed', 'ended', at)
        call('ZADD', key('dead'), event[3], id)
        call('ZADD', key('dead', about), event[3], id)
      end
    end
  end
  return 'ok'
end

-- How many events and how many posts are tried anew, of each so many at most.
function steps.replay_dead(at, most)
  local ids = call('ZRANGE', key('dead'), 0, most - 1)
  for _, id in ipairs(ids) do revive(id, at) end
  local posts = call('ZRANGE', key('unposted'), 0, most - 1)
  for _, id in ipairs(posts) do
    call('HSET', key('post', id), 'attempts', 0)
    call('ZADD', key('posts'), at, id)
    call('ZREM', key('unposted'), id)
  end
  return {#ids, #posts}
end

local function first(name)
  return call('ZRANGE', key(name), 0, 0, 'WITHSCORES')[2] or ''
end

function steps.next_due() return first('due') end

function steps.counts()
  return {
    call('SCARD', key('state:received')), call('SCARD', key('state:working')), call('SCARD', key('state:failed')),
    call('ZCARD', key('dead')), call('ZCARD', key('posts')), call('ZCARD', key('unposted')),
    tonumber(first('waiting')) or -1, tonumber(call('GET', key('latest'))) or -1,
  }
end

function steps.last_pass() return call('GET', key('pass')) or '' end

function steps.passed(began)
  call('SET', key('pass'), began)
  return 'ok'
end

-- Of each event its id, the one beside it, its kind and whom it is about; a letter for each that is not there.
function steps.missing(...)
  local told, missing = {...}, {}
  for at = 1, #told, 4 do
    local id, beside, kind, about = told[at], told[at + 1], told[at + 2], told[at + 3]
    local there = is_copy(id, kind, about) or is_copy(beside, kind, about)
    missing[#missing + 1] = there and '.' or 'm'
  end
  return table.concat(missing)
end

function steps.recent(since, most)
  local found = {}
  for _, about in ipairs(call('ZREVRANGEBYSCORE', key('recent'), '+inf', since, 'LIMIT', 0, most)) do
    local who = call('GET', key('who', about))
    if who then found[#found + 1] = who end
  end
  return found
end

function steps.heard(about, who, at)
  heard(about, who, at)
  return 'ok'
end

function steps.sweep(before, most)
  local more = 'all'
  for name, kind in pairs({done = 'event', posted = 'post'}) do
    local ids = call('ZRANGEBYSCORE', key(name), '-inf', '(' .. before, 'LIMIT', 0, most)
    for _, id in ipairs(ids) do
      call('DEL', key(kind, id))
      call('ZREM', key(name), id)
    end
    if #ids == tonumber(most) then more = 'more' end
  end
  call('ZREMRANGEBYSCORE', key('recent'), '-inf', '(' .. before)
  return more
end

-- Three values for each post: its id, its body, and how often it was tried.
function steps.take_posts(at, lease, most)
  local taken = {}
  for _, id in ipairs(call('ZRANGEBYSCORE', key('posts'), '-inf', at, 'LIMIT', 0, most)) do
    local post = call('HMGET', key('post', id), 'body', 'attempts')
    call('ZADD', key('posts'), lease, id)
    for _, value in ipairs({id, post[1], post[2]}) do taken[#taken + 1] = value end
  end
  return taken
end

function steps.posted(id, delivered, next, at)
  -- Another instance may have ended it, after the lease.
  if not call('ZSCORE', key('posts'), id) then return 'ok' end
  call('HINCRBY', key('post', id), 'attempts', 1)
  if next ~= '' then
    call('ZADD', key('posts'), next, id)
  else
    call('ZREM', key('posts'), id)
    call('ZADD', key(delivered == '1' and 'posted' or 'unposted'), at, id)
    if delivered == '1' then call('HDEL', key('post', id), 'body') end
  end
  return 'ok'
end

return steps[ARGV[1]](unpack(ARGV, 2))
