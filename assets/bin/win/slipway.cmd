@echo off
rem The slipway command. The app is a program for windows, which has no terminal of its own: what it says goes through a file,
rem so that its exit code is kept. Browser mode says something while it runs, and goes through a pipe.
setlocal
set "app=%~dp0..\..\Slipway.exe"
if "%~1"=="" (start "" "%app%" & exit /b 0)
if /i "%~1"=="browser" ("%app%" %* 2>&1 | findstr "^" & exit /b)
set "said=%TEMP%\slipway-%RANDOM%%RANDOM%.txt"
start "" /wait /b "%app%" %* > "%said%" 2>&1
set "code=%ERRORLEVEL%"
type "%said%"
del "%said%"
exit /b %code%
