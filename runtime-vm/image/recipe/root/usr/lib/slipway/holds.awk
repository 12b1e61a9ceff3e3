# Keeps folders open. Lines: +folder, and -folder, which lets go of all that is in it, too.
{ op = substr($0, 1, 1); folder = substr($0, 2) }
op == "+" && !(folder in held) && count < limit {
  held[folder] = 1
  count++
  # Reading a folder fails; it stays open until it is closed.
  getline ignored < folder
}
op == "-" {
  for (each in held)
    if (each == folder || index(each, folder "/") == 1) {
      close(each)
      delete held[each]
      count--
    }
}
