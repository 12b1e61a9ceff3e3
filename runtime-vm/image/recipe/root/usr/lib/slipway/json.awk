# Any bytes as the inside of a JSON string: what is not UTF-8, and control characters, become U+FFFD.
{
  if (NR > 1) printf "\\n"
  gsub(/\\/, "\\\\")
  gsub(/"/, "\\\"")
  gsub(/\t/, "\\t")
  gsub(/\r/, "\\r")
  gsub(/[\001-\037\177]/, "\\ufffd")
  rest = $0
  out = ""
  while (match(rest, /[\200-\377]/)) {
    out = out substr(rest, 1, RSTART - 1)
    rest = substr(rest, RSTART)
    if (match(rest, /^([\300-\337][\200-\277]|[\340-\357][\200-\277][\200-\277]|[\360-\367][\200-\277][\200-\277][\200-\277])/)) {
      out = out substr(rest, 1, RLENGTH)
      rest = substr(rest, RLENGTH + 1)
    } else {
      out = out "\\ufffd"
      rest = substr(rest, 2)
    }
  }
  printf "%s", out rest
}
