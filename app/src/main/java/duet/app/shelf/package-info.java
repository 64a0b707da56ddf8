/**
 * Which models there are and which one is used: the user's own, those that come with Duet,
 * stand-ins. Also the card of a model in words for people. Opens no engine.
 */
@NullMarked
package duet.app.shelf;

import org.jspecify.annotations.NullMarked;
