extension Array {
  /// The index of the first element for which `isBefore` is false, in an array in which all elements for which it is true come
  /// first; the count if it is true for all.
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
