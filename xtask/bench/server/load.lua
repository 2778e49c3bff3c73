-- What wrk sends, by CASE, and what it has measured, as one line of JSON.
--
-- TOKEN is a bearer token, ID the result that is asked for. A calculation is another birth each time.

local case, token, id = os.getenv("CASE"), os.getenv("TOKEN"), os.getenv("ID")
local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }

local birth = '{"birthDate":"%04d-%02d-%02d","birthTime":"%02d:%02d","isLunar":false,"gender":"male","name":"홍길동"}'
local query = [[query Result($id: ID!) { sajuResult(id: $id) { id createdAt input { name birthDate } ]]
  .. [[sajuPan { year { cheon ji element } month { cheon ji element } day { cheon ji element } hour { cheon ji element } } ]]
  .. [[wuxing { balance counts { wood fire earth metal water } } } }]]

local cases = {
  result = function() return wrk.format("GET", "/saju/results/" .. id, headers) end,
  list = function() return wrk.format("GET", "/saju/history?limit=20", headers) end,
  graphql = function()
    return wrk.format("POST", "/graphql", headers, string.format('{"query":"%s","variables":{"id":"%s"}}', query, id))
  end,
  calculate = function()
    local random = math.random
    -- After 03:00 no clock of Korea was ever put forward.
    local body = string.format(birth, random(1901, 2099), random(1, 12), random(1, 28), random(3, 22), random(0, 59))
    return wrk.format("POST", "/saju/calculate", headers, body)
  end,
}

request = cases[case]

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
    + summary.errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"errors":%d}\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, errors))
end
