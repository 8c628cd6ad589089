/**
 * JMH benchmarks of single parts at the sizes that they have in COCO detectors. Inputs are made
 * from a seed; each benchmark's parameters can be set smaller. See docs/benchmarks.md.
 */
package org.vedette.benchmarks;
