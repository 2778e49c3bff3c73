-- The request that wrk repeats, and one line of JSON with its measurements.
--
-- METHOD, REQUEST_PATH, TOKEN and BODY describe the request; a GET has an empty BODY.

wrk.method = os.getenv("METHOD")
wrk.path = os.getenv("REQUEST_PATH")
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")

local body = os.getenv("BODY")
if body ~= "" then
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
    + summary.errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"errors":%d}\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, errors))
end
