-- The redaction of rules.json: what has no rule is dropped. One module, loaded once; everything hot is a local.
local ffi = require "ffi"
local cjson = require "cjson"
local zlib = require "gzip"

local decode, encode, null = cjson.decode, cjson.encode, cjson.null
local type, pairs, ipairs, tonumber, pcall = type, pairs, ipairs, tonumber, pcall
local find, sub, byte, match, format = string.find, string.sub, string.byte, string.match, string.format
local concat = table.concat
local re_match, re_find = ngx.re.match, ngx.re.find
local encode_base64, decode_base64 = ngx.encode_base64, ngx.decode_base64
local escape, unescape = ngx.escape_uri, ngx.unescape_uri
local req = ngx.req

cjson.encode_keep_buffer(true)

ffi.cdef [[
  typedef struct hmac_ctx_st HMAC_CTX;
  const void *EVP_sha256(void);
  HMAC_CTX *HMAC_CTX_new(void);
  int HMAC_Init_ex(HMAC_CTX *ctx, const void *key, int length, const void *digest, void *engine);
  int HMAC_Update(HMAC_CTX *ctx, const char *data, size_t length);
  int HMAC_Final(HMAC_CTX *ctx, unsigned char *out, unsigned int *length);
]]
local crypto = ffi.load "libcrypto.so.3"

-- One context: with no key given, Init starts again with the one that it has.
local context = crypto.HMAC_CTX_new()
local digest = ffi.new "unsigned char[32]"
local digest_length = ffi.new "unsigned int[1]"
local hex = {}
for i = 0, 255 do
  hex[i] = format("%02x", i)
end

local function hmac(value)
  if type(value) == "number" then
    value = format("%.14g", value)
  end
  if type(value) ~= "string" or value == "" then
    return value
  end
  crypto.HMAC_Init_ex(context, nil, 0, nil, nil)
  crypto.HMAC_Update(context, value, #value)
  crypto.HMAC_Final(context, digest, digest_length)
  local d, h = digest, hex
  return h[d[0]] .. h[d[1]] .. h[d[2]] .. h[d[3]] .. h[d[4]] .. h[d[5]] .. h[d[6]] .. h[d[7]]
    .. h[d[8]] .. h[d[9]] .. h[d[10]] .. h[d[11]] .. h[d[12]] .. h[d[13]] .. h[d[14]] .. h[d[15]]
end

local kept_parameters = { utm_source = true, utm_medium = true, utm_campaign = true }

-- Of an address all that stands behind the question mark goes, except for the campaign.
local function url(value)
  if type(value) ~= "string" then
    return nil
  end
  local fragment = find(value, "#", 1, true)
  if fragment then
    value = sub(value, 1, fragment - 1)
  end
  local question = find(value, "?", 1, true)
  if not question then
    return value
  end
  local kept, count = {}, 0
  for name, rest in string.gmatch(sub(value, question + 1), "([^&=]+)(=?[^&]*)") do
    if kept_parameters[name] then
      count = count + 1
      kept[count] = name .. rest
    end
  end
  return count > 0 and sub(value, 1, question) .. concat(kept, "&") or sub(value, 1, question - 1)
end

local function ip(value)
  if type(value) ~= "string" then
    return nil
  end
  local network = match(value, "^(%d+%.%d+%.%d+)%.%d+$")
  if network then
    return network .. ".0"
  end
  local first, second, third = match(value, "^(%x+):(%x+):(%x+):")
  return first and first .. ":" .. second .. ":" .. third .. "::" or nil
end

-- Kind and main version.
local function user_agent(value)
  if type(value) ~= "string" then
    return nil
  end
  local found = re_match(value, [[(Firefox|Edg|OPR|Chrome|Version)/(\d+)]], "jo")
  return found and "Mozilla/5.0 (compatible) " .. found[1] .. "/" .. found[2] .. ".0" or "Mozilla/5.0 (compatible)"
end

-- Of a list of brands those that are none ("Not:A-Brand") go.
local function brands(value)
  if type(value) ~= "string" then
    return nil
  end
  local separator = find(value, "|", 1, true) and "|" or ","
  local kept, count = {}, 0
  for brand in string.gmatch(value, "[^,|]+") do
    if not find(brand, "Not", 1, true) then
      count = count + 1
      kept[count] = match(brand, "^ *(.*)$")
    end
  end
  return count > 0 and concat(kept, separator) or nil
end

local function screen(value)
  local width = type(value) == "string" and tonumber(match(value, "^(%d+)x%d+$"))
  if not width then
    return nil
  end
  return width < 600 and "360x800" or width < 1100 and "768x1024" or "1920x1080"
end

local function width(value)
  if type(value) ~= "number" then
    return nil
  end
  return value < 600 and 360 or value < 1100 and 768 or 1920
end

local function height(value)
  if type(value) ~= "number" then
    return nil
  end
  return value < 900 and 800 or 1080
end

-- Of gtag's packed user data only the version of the packing.
local function version(value)
  return type(value) == "string" and match(value, "^tv%.%d+") or nil
end

local treatments = {
  keep = function(value) return value end,
  hmac = hmac,
  url = url,
  ip = ip,
  userAgent = user_agent,
  brands = brands,
  screen = screen,
  width = width,
  height = height,
  version = version,
}

local redact

-- A rule becomes a function that gives what is left of a value, or nil.
local function compile(rule)
  if type(rule) == "string" then
    local treat = treatments[rule] or error("no such treatment: " .. rule)
    return function(value)
      if type(value) == "table" then
        return nil
      end
      return value == null and null or treat(value)
    end
  end

  if rule[1] then
    local element = compile(rule[1])
    return function(value)
      if type(value) ~= "table" then
        return nil
      end
      local kept, count = {}, 0
      for i = 1, #value do
        local left = element(value[i])
        if left ~= nil then
          count = count + 1
          kept[count] = left
        end
      end
      return count > 0 and kept or nil
    end
  end

  if rule["@base64url"] then
    local inner = compile(rule["@base64url"])
    return function(value)
      if type(value) ~= "string" then
        return nil
      end
      local text = decode_base64((value:gsub("-", "+"):gsub("_", "/")) .. string.rep("=", -#value % 4))
      local fine, json = pcall(decode, text or "")
      local left = fine and inner(json) or nil
      if left == nil then
        return nil
      end
      return (encode_base64(encode(left), true):gsub("+", "-"):gsub("/", "_"))
    end
  end

  -- Two lists in place of a table: LuaJIT compiles a loop over numbers, and none over pairs().
  local names, fields, count = {}, {}, 0
  local set, requires = rule["@set"], rule["@requires"]
  for name, inner in pairs(rule) do
    if name ~= "@set" and name ~= "@requires" then
      count = count + 1
      names[count], fields[count] = name, compile(inner)
    end
  end
  return function(value)
    if type(value) ~= "table" then
      return nil
    end
    local kept, any = {}, false
    for i = 1, count do
      local inner = value[names[i]]
      if inner ~= nil then
        local left = fields[i](inner)
        if left ~= nil then
          kept[names[i]] = left
          any = true
        end
      end
    end
    if requires and kept[requires] == nil then
      return nil
    end
    if set then
      for name, fixed in pairs(set) do
        kept[name] = fixed
      end
      any = true
    end
    return any and kept or nil
  end
end

local endpoints = {}
local redacted = {}

function redacted.load(file, key)
  crypto.HMAC_Init_ex(context, key, #key, crypto.EVP_sha256(), nil)
  local rules = assert(io.open(file)):read "*a"
  for _, endpoint in ipairs(decode(rules).endpoints) do
    local methods, query, headers = {}, {}, {}
    for _, method in ipairs(endpoint.methods) do
      methods[method] = true
    end
    for name, rule in pairs(endpoint.query) do
      query[name] = compile(rule)
    end
    for name, rule in pairs(endpoint.headers) do
      headers[name] = compile(rule)
    end
    endpoints[endpoint.prefix] = {
      path = endpoint.path,
      methods = methods,
      query = query,
      headers = headers,
      set_query = endpoint.setQuery or {},
      set_headers = endpoint.setHeaders or {},
      body = endpoint.body and compile(endpoint.body),
    }
  end
end

local function redact_query(endpoint, query)
  local kept, count = {}, 0
  for name, value in string.gmatch(query or "", "([^&=]+)=?([^&]*)") do
    local rule = endpoint.query[unescape(name)]
    if rule then
      local before = unescape(value)
      local after = rule(before)
      if after ~= nil then
        count = count + 1
        kept[count] = name .. "=" .. (after == before and value or escape(after))
      end
    end
  end
  for name, value in pairs(endpoint.set_query) do
    count = count + 1
    kept[count] = name .. "=" .. value
  end
  return concat(kept, "&")
end

local function redact_headers(endpoint)
  local headers = req.get_headers(100, true)
  for name, value in pairs(headers) do
    local lower = name:lower()
    local rule = endpoint.headers[lower]
    if rule then
      local after = type(value) == "string" and rule(value) or nil
      if after ~= value then
        req.set_header(name, after)
      end
    elseif lower ~= "host" and lower ~= "content-length" and lower ~= "connection" then
      req.clear_header(name)
    end
  end
  for name, value in pairs(endpoint.set_headers) do
    req.set_header(name, value)
  end
end

local function redact_body(endpoint)
  req.read_body()
  local body = req.get_body_data()
  if not body then
    return true
  end
  local is_gzip = byte(body, 1) == 0x1f and byte(body, 2) == 0x8b
  if is_gzip then
    body = zlib.gunzip(body)
    if not body then
      return false
    end
  end
  local fine, json = pcall(decode, body)
  local left = fine and endpoint.body(json) or nil
  if left == nil then
    return false
  end
  local text = encode(left)
  req.set_body_data(is_gzip and zlib.gzip(text) or text)
  return true
end

-- Nothing leaves that was not understood; the page's script gets its success.
local function refuse()
  return ngx.exit(204)
end

function redacted.run()
  local uri = ngx.var.uri
  local prefix, path = match(uri, "^(/t/[^/]+)(.*)$")
  local endpoint = endpoints[prefix]
  if not endpoint or not endpoint.methods[req.get_method()] or not re_find(path, endpoint.path, "jo") then
    return refuse()
  end
  if endpoint.body then
    if not redact_body(endpoint) then
      return refuse()
    end
  end
  local query = redact_query(endpoint, ngx.var.args)
  redact_headers(endpoint)
  req.set_uri(path)
  req.set_uri_args(query)
end

return redacted
