# Completions for slipway; made by "slipway completion".
Register-ArgumentCompleter -Native -CommandName slipway -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $steps = @{
    '' = @('open', 'status', 'engine', 'browser', 'diagnostics', 'settings', 'quit', 'completion', 'man', 'version', 'help', '--data-dir', '--help', '--version')
    'engine' = @('start', 'stop', 'restart', 'status', '--data-dir', '--help', '--version')
    'settings' = @('get', 'set', 'reset', '--data-dir', '--help', '--version')
    'open' = @('--data-dir', '--help', '--version')
    'status' = @('--json', '--data-dir', '--help', '--version')
    'engine start' = @('--data-dir', '--help', '--version')
    'engine stop' = @('--data-dir', '--help', '--version')
    'engine restart' = @('--data-dir', '--help', '--version')
    'engine status' = @('--json', '--data-dir', '--help', '--version')
    'browser' = @('--port', '--no-open', '--engine', '--data-dir', '--help', '--version')
    'diagnostics' = @('--json', '--data-dir', '--help', '--version')
    'settings get' = @('--data-dir', '--help', '--version')
    'settings set' = @('--data-dir', '--help', '--version')
    'settings reset' = @('--data-dir', '--help', '--version')
    'quit' = @('--data-dir', '--help', '--version')
    'completion' = @('bash', 'zsh', 'fish', 'powershell', '--data-dir', '--help', '--version')
    'man' = @('--data-dir', '--help', '--version')
    'version' = @('--data-dir', '--help', '--version')
    'help' = @('open', 'status', 'engine', 'browser', 'diagnostics', 'settings', 'quit', 'completion', 'man', 'version', 'help', '--data-dir', '--help', '--version')
  }
  $valued = @('--data-dir', '--port', '--engine')
  $path = @()
  $skip = $false
  foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
    $word = $element.ToString()
    if ($element.Extent.EndOffset -ge $cursorPosition -and $word -eq $wordToComplete) { break }
    if ($skip) { $skip = $false }
    elseif ($valued -contains $word) { $skip = $true }
    elseif (-not $word.StartsWith('-')) { $path += $word }
  }
  $steps[($path -join ' ')] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
