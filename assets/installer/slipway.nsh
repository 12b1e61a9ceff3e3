; Links of slipway:// for this user; the app registers itself as well, and takes nothing else over.
!macro customInstall
  WriteRegStr HKCU "Software\Classes\slipway" "" "URL:Slipway"
  WriteRegStr HKCU "Software\Classes\slipway" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\slipway\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\slipway"
!macroend
