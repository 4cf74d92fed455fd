-- apptlint for Neovim 0.7 and later: put this file in ~/.config/nvim/plugin/. docs/editor.md describes it.

-- The command; set vim.g.apptlint_command before this file is read if apptlint is not on the PATH, or to add options:
--   vim.g.apptlint_command = { "apptlint", "lsp", "--pack", "nhs-booking" }
local command = vim.g.apptlint_command or { "apptlint", "lsp" }

-- Settings that .apptlint.json files override, with the same keys.
local settings = vim.g.apptlint_settings or vim.empty_dict()

-- The server of each workspace folder.
local clients = {}

local function root(path)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  for _, name in ipairs({ ".apptlint.json", ".git" }) do
    local found = vim.fn.findfile(name, vim.fn.fnameescape(folder) .. ";")
    if found == "" then
      found = vim.fn.finddir(name, vim.fn.fnameescape(folder) .. ";")
    end
    if found ~= "" then
      return vim.fn.fnamemodify(found, ":p:h" .. (name == ".git" and ":h" or ""))
    end
  end
  return folder
end

local function attach(buffer)
  if vim.fn.executable(command[1]) == 0 or vim.bo[buffer].buftype ~= "" then
    return
  end
  local folder = root(vim.api.nvim_buf_get_name(buffer))
  if not clients[folder] then
    clients[folder] = vim.lsp.start_client({
      name = "apptlint",
      cmd = command,
      root_dir = folder,
      init_options = settings,
      workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
      on_exit = function()
        clients[folder] = nil
      end,
    })
  end
  if clients[folder] then
    vim.lsp.buf_attach_client(buffer, clients[folder])
    vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  end
end

vim.filetype.add({ extension = { har = "json", http = "http" } })

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "json", "jsonc", "xml", "http" },
  callback = function(event)
    attach(event.buf)
  end,
})

-- Applies all safe fixes in the current buffer.
vim.api.nvim_create_user_command("ApptlintFix", function()
  local parameters = vim.lsp.util.make_range_params()
  parameters.context = { diagnostics = {}, only = { "source.fixAll.apptlint" } }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", parameters, 5000)
  for id, answer in pairs(answers or {}) do
    for _, action in ipairs(answer.result or {}) do
      local client = vim.lsp.get_client_by_id(id)
      vim.lsp.util.apply_workspace_edit(action.edit, client and client.offset_encoding or "utf-16")
    end
  end
end, { desc = "Apply all safe fixes of apptlint" })
