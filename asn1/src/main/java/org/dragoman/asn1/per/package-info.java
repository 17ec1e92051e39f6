/// Aligned PER as H.323 uses it: the runtime that generated codecs call. Start at
/// {@link PerReader} and {@link PerWriter}; {@link MalformedPdu} is all that can go wrong.
///
/// Every length is checked against what is left of the PDU before memory is taken; nesting and
/// memory per PDU have a limit ({@link PerReader#DEPTH}, {@link PerReader#MEMORY}).
///
/// Source: ITU-T X.691 (02/2021), BASIC-PER, ALIGNED variant; clause numbers are of that edition.
@NullMarked
package org.dragoman.asn1.per;

import org.jspecify.annotations.NullMarked;
