-- A session in Neovim without a screen: run by run.py with Editors/neovim/apptlint.lua. Prints each result on a line.
local function wait(what, condition)
  assert(vim.wait(20000, condition, 20), "timed out: " .. what)
end

local function write(text)
  io.stdout:write(text .. "\n")
end

local function lines()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function codes()
  local found = {}
  for _, item in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, item.code .. "@" .. (item.lnum + 1))
  end
  table.sort(found)
  return table.concat(found, " ")
end

local function request(method, pattern, more)
  vim.fn.search(pattern)
  local parameters = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local answers = assert(vim.lsp.buf_request_sync(0, method, parameters, 20000))
  for _, answer in pairs(answers) do
    assert(answer.error == nil, vim.inspect(answer.error))
    return answer.result
  end
end

local ok, message = pcall(function()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.PAYLOAD))
  wait("the server", function() return #vim.lsp.get_active_clients() == 1 end)
  wait("findings", function() return codes():find("BKL003") ~= nil and codes():find("JSN001") ~= nil end)
  write("findings: " .. codes())

  -- A finding disappears while the text is edited, before it is saved.
  vim.fn.search('"status": "arrived"')
  vim.cmd([[substitute/arrived/booked/]])
  wait("the fixed status", function() return codes():find("BKL003") == nil end)
  write("after the edit: " .. codes())

  vim.cmd("ApptlintFix")
  wait("the fixes", function() return codes():find("JSN001") == nil end)
  write("after ApptlintFix: " .. codes())

  local hover = request("textDocument/hover", '"start"')
  write("hover: " .. vim.split(hover.contents.value, "\n")[1])
  local target = request("textDocument/definition", '#slot')
  write("definition: line " .. (target.range.start.line + 1))

  vim.fn.search('"#slot"')
  vim.fn.search("slot")
  vim.lsp.buf.rename("time")
  wait("the new id", function() return lines():find('"#time"', 1, true) ~= nil and lines():find('"id": "time"', 1, true) ~= nil end)
  write("renamed")

  -- Completion by omnifunc.
  vim.fn.search('"status": "booked"')
  vim.cmd([[substitute/booked/pro/]])
  vim.fn.search("pro\"")
  vim.fn.cursor(vim.fn.line("."), vim.fn.col(".") + 3)
  local labels = {}
  for _, item in ipairs(request("textDocument/completion", "\\%#").items) do table.insert(labels, item.label) end
  write("completion: " .. table.concat(labels, " "))
end)
if not ok then write("error: " .. tostring(message)) end
vim.cmd("qall!")
