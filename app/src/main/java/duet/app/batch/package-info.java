/**
 * The main job without a screen: whatever was given is read series by series into folders, and each
 * file is listed once. Knows no console and no window.
 */
@NullMarked
package duet.app.batch;

import org.jspecify.annotations.NullMarked;
