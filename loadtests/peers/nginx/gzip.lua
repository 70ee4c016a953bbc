-- gzip by zlib itself: Debian's nginx has none for Lua.
local ffi = require "ffi"

ffi.cdef [[
  typedef struct {
    const unsigned char *next_in; unsigned int avail_in; unsigned long total_in;
    unsigned char *next_out; unsigned int avail_out; unsigned long total_out;
    const char *msg; void *state; void *zalloc; void *zfree; void *opaque;
    int data_type; unsigned long adler; unsigned long reserved;
  } z_stream;
  const char *zlibVersion(void);
  int inflateInit2_(z_stream *stream, int bits, const char *version, int size);
  int inflate(z_stream *stream, int flush);
  int inflateReset(z_stream *stream);
  int deflateInit2_(z_stream *stream, int level, int method, int bits, int memory, int strategy, const char *version, int size);
  int deflate(z_stream *stream, int flush);
  int deflateReset(z_stream *stream);
]]
local z = ffi.load "libz.so.1"

local finish, stream_end = 4, 1
-- 16 more than the window: gzip's own header and trailer.
local gzip_bits = 15 + 16
-- What one body may be when decoded; more is refused.
local room = 1024 * 1024
local buffer = ffi.new("unsigned char[?]", room)

-- One stream each, reset for every body: a worker serves one at a time.
local inflating, deflating = ffi.new "z_stream", ffi.new "z_stream"
assert(z.inflateInit2_(inflating, gzip_bits, z.zlibVersion(), ffi.sizeof "z_stream") == 0)
assert(z.deflateInit2_(deflating, 1, 8, gzip_bits, 8, 0, z.zlibVersion(), ffi.sizeof "z_stream") == 0)

local function run(stream, step, reset, text)
  reset(stream)
  stream.next_in = ffi.cast("const unsigned char *", text)
  stream.avail_in = #text
  stream.next_out = buffer
  stream.avail_out = room
  return step(stream, finish) == stream_end and ffi.string(buffer, room - stream.avail_out) or nil
end

return {
  gunzip = function(text) return run(inflating, z.inflate, z.inflateReset, text) end,
  gzip = function(text) return run(deflating, z.deflate, z.deflateReset, text) end,
}
