print("apptlint")
