/// What operators bill by: a record of each call and of each leg that was tried. Start at
/// {@link CallRecords}, which takes calls that were answered or have ended and never lets them
/// wait; {@link RecordMaker} says what is in a record, {@link RecordStore} is the database,
/// {@link Spill} what stands in for it while it is away, and {@link Migrations} what makes its
/// tables, forth and back.
@NullMarked
package org.dragoman.gateway.records;

import org.jspecify.annotations.NullMarked;
