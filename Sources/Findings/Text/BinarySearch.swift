extension Array {
  /// The index of the first element that does not come before the searched one, in an array partitioned that way; the count
  /// if all do.
  @inlinable
  package func firstIndex(pastThose isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
