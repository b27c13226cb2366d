/** What indexes cost and give. */
package io.tabularium.loadtests.indexes;
