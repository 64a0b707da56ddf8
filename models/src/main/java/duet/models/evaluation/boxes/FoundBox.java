package duet.models.evaluation.boxes;

/**
 * What a detector found.
 *
 * @param classIndex from 0
 * @param score 0..1
 * @param area in shares of the image
 */
public record FoundBox(int classIndex, double score, Area area) {}
