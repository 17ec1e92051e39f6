/// Sound as Flash and modern encoders put it into messages: the body of an FLV audio tag. Start
/// at {@link AudioTag}. Sources: FLV 10.1 Annex E.4.2; Enhanced RTMP v2, "Enhanced Audio".
@NullMarked
package org.dragoman.rtmp.flv;

import org.jspecify.annotations.NullMarked;
