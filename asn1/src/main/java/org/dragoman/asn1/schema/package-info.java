/// The ASN.1 schema compiler: reads modules, writes the Java types of a protocol with their
/// aligned-PER codecs. Start at {@link Compiler}; text goes through {@link Lexer}, {@link Parser},
/// {@link Resolver} and {@link JavaFiles}.
///
/// What comes out:
///
/// - One Java package per module, named by a comment in the module: `-- @package org.example.x`.
/// - A name keeps the words of the standard: type `Setup-UUIE` is `SetupUUIE`, component
///   `h323-uu-pdu` is `h323UuPdu`, item `userProvided` is `USER_PROVIDED`. Reserved words get a
///   trailing underscore. A type written inline is nested and named after its component.
/// - SEQUENCE and SET become records. OPTIONAL components and extension additions are `Optional`,
///   DEFAULT is filled in. An extensible type ends with a component `unknownExtensions`. With
///   anything optional there is a short constructor and a `Builder`.
/// - CHOICE becomes a sealed interface with a record per alternative: an inline SEQUENCE is itself
///   the record, NULL a record without components, anything else has one component `value`. An
///   extensible one has `Unknown(index, bytes)` too.
/// - ENUMERATED becomes an enum; an extensible one a sealed interface of the enum `Known` and the
///   record `Unknown(index)`.
/// - All other types are named by what they are: int, long, boolean, String, Octets, BitString,
///   ObjectId, List.
/// - Top-level types have `fromPer` and `toPer`; all have `decode` and `encode`.
/// - INTEGER and OBJECT IDENTIFIER values become constants in `Values`.
///
/// Sources: ITU-T X.680, X.681, X.682, X.683 (02/2021), as far as H.225.0, H.235, H.245, H.450.x
/// and H.460.x use them.
@NullMarked
package org.dragoman.asn1.schema;

import org.jspecify.annotations.NullMarked;
