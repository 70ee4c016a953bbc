-- Sends the requests of a folder in the order of its file "order", byte for byte, on every connection.
local requests = {}
local next_request = 0

function init(arguments)
  local read = {}
  for name in io.lines(arguments[1] .. "/order") do
    if not read[name] then
      local file = assert(io.open(arguments[1] .. "/" .. name, "rb"))
      read[name] = file:read "*a"
      file:close()
    end
    requests[#requests + 1] = read[name]
  end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

function done(summary)
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"errors":{"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}}\n',
    summary.requests, summary.duration, e.connect, e.read, e.write, e.status, e.timeout))
end
