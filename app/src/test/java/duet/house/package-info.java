/** The rules of the house, checked: the map of imports, the glass, sizes, words. */
@org.jspecify.annotations.NullMarked
package duet.house;
