_base_ = './faster-rcnn_regnetx-3.2GF_fpn_1x_coco.py'

max_epochs = 24

train_cfg = dict(max_epochs=max_epochs)
param_scheduler = [
    dict(
        type='LinearLR', by_epoch=False, begin=0, end=500, start_factor=0.001),
    dict(
        type='MultiStepLR', by_epoch=True, begin=0, end=max_epochs,
        milestones=[16, 22], gamma=0.1),
]
