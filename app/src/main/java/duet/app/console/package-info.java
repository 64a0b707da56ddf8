/**
 * What a program and the person at the terminal say to each other: lines, progress, Ctrl-C, faults
 * and exit codes. Knows no verb.
 */
@NullMarked
package duet.app.console;

import org.jspecify.annotations.NullMarked;
