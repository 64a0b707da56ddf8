/** One immutable record tree of settings, read once, passed down. */
@NullMarked
package duet.app.config;

import org.jspecify.annotations.NullMarked;
