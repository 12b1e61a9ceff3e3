@rem The scripts of package.json begin with `exec`, so that signals reach node itself; the shell of Windows lacks it.
@%*
