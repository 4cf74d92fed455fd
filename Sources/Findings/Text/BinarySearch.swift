extension Array {
  /// The index of the first element that does not come before what is looked for, in an array where those that do come
  /// first; the count where all do.
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
