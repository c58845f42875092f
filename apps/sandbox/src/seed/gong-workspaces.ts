/** The two workspaces that the tenant has at the recorder; calls are held in the first unless they say otherwise. */
export const GONG_WORKSPACES = {
  success: { id: '6100000000000000001', name: 'Customer Success', description: 'Calls with customers' },
  sales: { id: '6100000000000000002', name: 'Sales', description: 'Calls with prospects' },
} as const;
