// Reads a request body from each line of standard input and prints the response, as a server does for each request.
let validator = try Validator()
while let line = readLine() {
  if let rejection = validator.rejection(of: Array(line.utf8)) {
    for line in rejection.log { print("log: \(line)") }
    print("HTTP/1.1 \(rejection.status)\nContent-Type: \(rejection.contentType)\n\n\(rejection.outcome)")
  } else {
    print("HTTP/1.1 201\n")
  }
}
