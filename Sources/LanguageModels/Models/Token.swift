/// The number of an entry of a vocabulary, from 0.
public typealias Token = Int32
