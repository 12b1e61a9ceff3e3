; Links of slipway:// for this user; the app registers itself as well. After "--" nothing is an option, whatever a link says.
; Compose files and saved images can be opened with Slipway: their default stays whose it is, so no key of an extension itself is written.
!macro slipwayOpens CLASS WORDS
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "${WORDS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--" "%1"'
!macroend

!macro slipwayOffers EXTENSION CLASS
  WriteRegNone HKCU "Software\Classes\.${EXTENSION}\OpenWithProgids" "${CLASS}"
!macroend

!macro slipwayWithdraws EXTENSION CLASS
  DeleteRegValue HKCU "Software\Classes\.${EXTENSION}\OpenWithProgids" "${CLASS}"
!macroend

!macro customInstall
  WriteRegStr HKCU "Software\Classes\slipway" "" "URL:Slipway"
  WriteRegStr HKCU "Software\Classes\slipway" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\slipway\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--" "%1"'
  !insertmacro slipwayOpens "Slipway.Compose" "Compose file"
  !insertmacro slipwayOpens "Slipway.Images" "Saved images"
  !insertmacro slipwayOffers "yml" "Slipway.Compose"
  !insertmacro slipwayOffers "yaml" "Slipway.Compose"
  !insertmacro slipwayOffers "tar" "Slipway.Images"
  !insertmacro slipwayOffers "tgz" "Slipway.Images"
!macroend

!macro customUnInstall
  !insertmacro slipwayWithdraws "yml" "Slipway.Compose"
  !insertmacro slipwayWithdraws "yaml" "Slipway.Compose"
  !insertmacro slipwayWithdraws "tar" "Slipway.Images"
  !insertmacro slipwayWithdraws "tgz" "Slipway.Images"
  DeleteRegKey HKCU "Software\Classes\Slipway.Compose"
  DeleteRegKey HKCU "Software\Classes\Slipway.Images"
  DeleteRegKey HKCU "Software\Classes\slipway"
!macroend
