/**
 * YOLOv8n as a function of its variables, its loss, and boxes out of its outputs. Knows no files
 * and no pictures.
 */
@NullMarked
package duet.models.training.detect.yolo;

import org.jspecify.annotations.NullMarked;
