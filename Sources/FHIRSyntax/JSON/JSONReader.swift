enum JSONReader { static func read(into builder: consuming DocumentBuilder) -> DocumentBuilder { builder } }
